using System.Diagnostics.CodeAnalysis;

namespace Groundwork.Search.Bytes;

/// <summary>The one wording for files that cannot be what was written.</summary>
internal static class Damage
{
    [DoesNotReturn]
    public static void Throw(string file, string what) => throw Of(file, what);

    public static IndexDamagedException Of(string file, string what, Exception? inner = null) =>
        new(file, $"The index file \"{file}\" is damaged: {what}. Restore the index folder from a backup, or delete it and index again.", inner);
}
