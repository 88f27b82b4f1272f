using System.Runtime.CompilerServices;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>The built-in handbook is brought into the collection <c>handbook</c>.</summary>
/// <param name="workspace">The data directory.</param>
/// <param name="content">Folder of lessons that ships with the program.</param>
public sealed class LoadHandbook(Workspace workspace, string content)
{
    /// <summary>The collection.</summary>
    public const string Collection = "handbook";

    /// <summary>Copies the lessons into the data directory, so that their place does not depend on where the program lies, and ingests them.</summary>
    public async IAsyncEnumerable<IngestUpdate> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(content)) throw new SourcePathException($"The handbook that ships with the program is missing: there is no folder {content}. Build or install the program again.");
        var target = Path.Combine(workspace.Settings.DataDirectory, "handbook");
        Directory.CreateDirectory(target);
        foreach (var lesson in Directory.EnumerateFiles(content, "*.md").Order(StringComparer.Ordinal))
            await CopyAsync(lesson, Path.Combine(target, Path.GetFileName(lesson)), cancellationToken);
        foreach (var copy in Directory.EnumerateFiles(target, "*.md"))
            if (!File.Exists(Path.Combine(content, Path.GetFileName(copy)))) File.Delete(copy);
        await foreach (var update in new IngestFolder(workspace).RunAsync(new IngestRequest([target], Collection), cancellationToken)) yield return update;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(from, cancellationToken);
        var present = File.Exists(to) ? await File.ReadAllBytesAsync(to, cancellationToken) : [];
        if (present.AsSpan().SequenceEqual(bytes)) return;

        // A name that starts with a dot is never ingested, should the copy break off here.
        var partial = Path.Combine(Path.GetDirectoryName(to)!, FormattableString.Invariant($".{Path.GetFileName(to)}.{Environment.ProcessId}.partial"));
        await File.WriteAllBytesAsync(partial, bytes, cancellationToken);
        File.Move(partial, to, overwrite: true);
    }
}
