import type { Location } from '../../../domain/finding.ts';
import type { AuditedCase } from '../audit-report.ts';
import type { Links } from '../links.ts';

/** Addresses relative to the page; undefined for what cannot be opened from it. */
export interface Hrefs {
  place: (at: Location) => string | undefined;
  /** A path within a bundle that lies there as a folder. */
  inBundle: (path: string, anchor?: string) => string | undefined;
}

export function hrefsOf(own: AuditedCase, { place, file }: Links): Hrefs {
  return {
    place: (at) => href(place(own, at)),
    inBundle: (path, anchor) => {
      if (own.kind !== 'bundle') return undefined;
      const address = href(file(own, path));
      return address === undefined || anchor === undefined ? address : `${address}#${anchor}`;
    },
  };
}

/** A first `./`, so that a file's name can never be read as a scheme. */
function href(link: ReturnType<Links['place']>): string | undefined {
  return typeof link === 'string' ? undefined : `./${link.to}`;
}
