namespace Groundwork.Knowledge.Deleting;

/// <summary>What is remembered of a piece of a deleted text, so that its bytes can be looked for without keeping them.</summary>
/// <param name="Bytes">Length of the piece.</param>
/// <param name="Rolling">Its rolling hash, see <see cref="ByteScan"/>.</param>
/// <param name="Digest">The first eight bytes of its SHA-256.</param>
internal readonly record struct ContentWindow(int Bytes, ulong Rolling, ulong Digest);
