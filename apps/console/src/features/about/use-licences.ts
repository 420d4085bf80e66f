import { useQuery } from '@tanstack/react-query';
import { RequestError } from '../../app/http/request-error.js';

/** A library that is part of the built console, as its package says of itself. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

async function readLicences({ signal }: { signal: AbortSignal }): Promise<readonly Licence[]> {
  const answer = await fetch('/licences.json', { signal }).catch(() => {
    throw new RequestError('OFFLINE');
  });
  if (!answer.ok) throw new RequestError('UNKNOWN');
  return (await answer.json()) as readonly Licence[];
}

/** Written by the build out of what it really took in. */
export const useLicences = () =>
  useQuery({ queryKey: ['licences'], queryFn: readLicences, staleTime: Infinity });
