import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Outlet, useParams } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { liveRoutes } from '../../../src/live/live.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { keyOf, type Out } from '../house/api.js';
import { InZone } from '../words/zone.js';

/** Tells the times of an assembly's screens by the clocks of its place, as whatever the screen reads says them. */
export default function InAssembly() {
  const { assembly = '' } = useParams();
  const client = useQueryClient();
  const zone = useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(changed),
    () => {
      const floor = client.getQueryData<FloorView>(keyOf(liveRoutes.floor, { assembly }));
      const page = client.getQueryData<Out<typeof assemblyRoutes.assembly>>(
        keyOf(assemblyRoutes.assembly, { assembly }),
      );
      return floor?.assembly.timeZone ?? page?.timeZone ?? null;
    },
  );
  return (
    <InZone value={zone}>
      <Outlet />
    </InZone>
  );
}
