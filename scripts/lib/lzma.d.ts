// The package's own declarations leave out what the functions return.

export function compress(bytes: Uint8Array, mode: number): number[];
export function decompress(bytes: Uint8Array): number[] | string;
