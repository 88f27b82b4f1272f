using System.Runtime.InteropServices;

namespace Groundwork.Storage.Sqlite;

/// <summary>Prefers the operating system's SQLite over the older bundled one, where it is new enough.</summary>
internal static class SqliteLibrary
{
    private static readonly Version Minimum = new(3, 38);

    // Written once, by the thread that runs the lazy initialiser.
    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Version of the library in use.</summary>
    public static string Version => Loaded.Value;

    /// <summary>Loads the library once per process, before anything else touches SQLite.</summary>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static string Load()
    {
        var provider = new SQLitePCL.SQLite3Provider_e_sqlite3();
        NativeLibrary.SetDllImportResolver(
            provider.GetType().Assembly,
            (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? SystemLibrary() : 0);
        SQLitePCL.raw.SetProvider(provider);
        SQLitePCL.raw.FreezeProvider();
        return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
    }

    private static nint SystemLibrary()
    {
        // GROUNDWORK_SQLITE=bundled proves that the older bundled library works too.
        if (string.Equals(Environment.GetEnvironmentVariable("GROUNDWORK_SQLITE"), "bundled", StringComparison.Ordinal)) return 0;
        string[] candidates = OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (var candidate in candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, out var handle)) continue;
            if (NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out var export)
                && System.Version.TryParse(Marshal.PtrToStringUTF8(Invoke(export)), out var version)
                && version >= Minimum)
                return handle;
            NativeLibrary.Free(handle);
        }

        return 0;
    }

    private static nint Invoke(nint function) => Marshal.GetDelegateForFunctionPointer<LibraryVersion>(function)();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LibraryVersion();
}
