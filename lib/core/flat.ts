/** An object type as plain fields, as an editor shows it: no sum of types, and no name that stands for one. */

// Inferred, the object loses the names that it was written with; a mapped type alone would be shown by its own.
export type Flat<A> = A extends infer B ? { readonly [K in keyof B]: B[K] } : never
