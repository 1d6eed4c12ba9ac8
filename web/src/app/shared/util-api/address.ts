import { segment } from '../util-quoting/url';
import { Path } from './shapes';

/** The names between braces: `'organization' | 'team'` of "/api/0/teams/{organization}/{team}/". */
type Named<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
type Parts<P extends string> = [Named<P>] extends [never]
  ? readonly []
  : readonly [Readonly<Record<Named<P>, string | number>>];

/** Where on its host the product lives, without a slash at the end: mostly nowhere in particular. */
export const ROOT = new URL(document.baseURI).pathname.replace(/\/$/, '');

declare const served: unique symbol;
/** A path of the server with its parts filled in; it remembers which, so that answers and bodies have their type. */
export type Address<P extends Path = Path> = string & { readonly [served]: P };

/** at('/api/0/issues/{issueId}/', { issueId }): parts are data, each stays one segment, whatever it holds. */
export function at<P extends Path>(path: P, ...[parts]: Parts<P>): Address<P> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    segment(String((parts as Readonly<Record<string, string | number>>)[name])),
  );
  return (ROOT + filled) as Address<P>;
}
