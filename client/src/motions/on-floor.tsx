import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { FloorView } from '../../../src/live/live.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useRead } from '../house/api.js';
import { useFloor } from '../live/floor.js';
import { Read } from '../ui/Page.js';

/** The motion that the address names, as it stands on the floor of its assembly. */
export function OnFloor({ children }: { children: (motion: MotionView, floor: FloorView) => ReactNode }) {
  const { motion: id = '' } = useParams();
  const query = useRead(motionRoutes.motion, { motion: id });
  return (
    <Read query={query}>
      {(read) => (
        <Floor assembly={read.assembly}>
          {/* One that has just come is not in a floor that was read before. */}
          {(floor) => children(floor.motions.find((one) => one.id === id) ?? read, floor)}
        </Floor>
      )}
    </Read>
  );
}

function Floor({ assembly, children }: { assembly: string; children: (floor: FloorView) => ReactNode }) {
  return <Read query={useFloor(assembly)}>{children}</Read>;
}
