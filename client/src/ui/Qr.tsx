import QRCode from 'qrcode';
import { useMemo } from 'react';

/** A QR code as one path: sharp at any size and on paper, and nothing is loaded from anywhere. */
export function Qr({ text, label, size = 160 }: { text: string; label: string; size?: number | string }) {
  const { side, path } = useMemo(() => {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let y = 0; y < modules.size; y++)
      for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) drawn += `M${x} ${y}h1v1h-1z`;
    return { side: modules.size, path: drawn };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`-3 -3 ${side + 6} ${side + 6}`}
      shapeRendering="crispEdges"
    >
      <rect x="-3" y="-3" width={side + 6} height={side + 6} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
