import { paths } from './openapi';

/** What the server serves, as its openapi.json says: see `npm run api`. */
export type Path = keyof paths;
export type Verb = 'get' | 'post' | 'put' | 'delete';

/** The paths that take a verb. */
export type PathOf<V extends Verb> = {
  [P in Path]: paths[P] extends Readonly<Record<V, object>> ? P : never;
}[Path];

type Operation<P extends Path, V extends Verb> = paths[P] extends Readonly<Record<V, infer O>> ? O : never;
type Content<Part> = Part extends { readonly content: infer C } ? C[keyof C] : unknown;
type Success<R> = {
  [Status in keyof R]: Status extends 200 | 201 | 202 ? Content<R[Status]> : never;
}[keyof R];

/** What a path answers to a verb. */
export type Answer<P extends Path, V extends Verb = 'get'> =
  Operation<P, V> extends { readonly responses: infer R } ? Success<R> : never;

/** What a path is sent with a verb; anything as long as the server does not describe it. */
export type Body<P extends Path, V extends Verb> =
  Operation<P, V> extends { readonly requestBody: { readonly content: infer C } } ? C[keyof C] : object;
