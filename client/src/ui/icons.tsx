import type { ReactNode } from 'react';

/** Line icons on a grid of 24. They accompany a word and are hidden from screen readers. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 22 }: { size?: number | string }) {
    return (
      <svg
        aria-hidden="true"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {drawing}
      </svg>
    );
  };
}

export const TickIcon = icon(<path d="M4 12.5 9.5 18 20 6.5" />);
export const RecordedIcon = icon(
  <>
    <circle cx="12" cy="12" r="9.5" />
    <path d="M7.5 12.5 10.8 16 16.5 9" />
  </>,
);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const MoreIcon = icon(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3.2" />);
export const DashIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M8 12h8" />
  </>,
);
export const SplitIcon = icon(<path d="M12 21v-8M12 13 5.5 5M12 13l6.5-8M5 9.5V4.5h5M14 4.5h5v5" />);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z" />);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20a7.5 7.5 0 0 1 15 0" />
  </>,
);
export const WaveIcon = icon(
  <>
    <path d="M3 9a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0" />
    <path d="M12 17.5h.01" />
  </>,
);
export const PauseIcon = icon(<path d="M8 5v14M16 5v14" />);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </>,
);
export const LinkIcon = icon(
  <path d="M10 14a4.5 4.5 0 0 0 6.4 0l3-3A4.5 4.5 0 0 0 13 4.6l-1.2 1.2M14 10a4.5 4.5 0 0 0-6.4 0l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.2-1.2" />,
);
export const UndoIcon = icon(<path d="M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3" />);
export const RedoIcon = icon(<path d="M15.5 5 20 9.5 15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3" />);
export const DownIcon = icon(<path d="M6 9.5l6 6 6-6" />);

const ARROWS = {
  up: 'M12 20V5M6 11l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  in: 'M4 12h15M13 6l6 6-6 6',
  out: 'M20 12H5M11 6l-6 6 6 6',
} as const;
const ArrowIcons = {
  up: icon(<path d={ARROWS.up} />),
  down: icon(<path d={ARROWS.down} />),
  in: icon(<path d={ARROWS.in} />),
  out: icon(<path d={ARROWS.out} />),
};

/** Where something is moved; `in` and `out` of a list within a list. */
export function ArrowIcon({ to }: { to: keyof typeof ArrowIcons }) {
  const Icon = ArrowIcons[to];
  return <Icon />;
}
