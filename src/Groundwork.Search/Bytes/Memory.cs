using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Search.Bytes;

/// <summary>Hints to the processor.</summary>
internal static class Memory
{
    /// <summary>Asks for a cache line before it is needed; nothing where the processor takes no such hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }
}
