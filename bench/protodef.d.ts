// The package's own types forbid what its documentation does.
declare module 'protodef/src/compiler.js' {
  interface Compiled {
    createPacketBuffer(type: string, value: unknown): Buffer
    read(bytes: Buffer, start: number, type: string, root: object): { readonly value: unknown; readonly size: number }
  }
  export class ProtoDefCompiler {
    addTypesToCompile(types: Readonly<Record<string, readonly [string, unknown]>>): void
    compileProtoDefSync(): Compiled
  }
}
