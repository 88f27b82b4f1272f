using System.Globalization;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>What the measurements ask of the engine, in one place.</summary>
internal static class Engine
{
    public const string Peer = "groundwork";

    public static EntryKey Key(int row) => new(row.ToString(CultureInfo.InvariantCulture));

    public static int RowOf(Hit hit) => int.Parse(hit.Key.Value, CultureInfo.InvariantCulture);

    /// <param name="vector">The query's vector.</param>
    /// <param name="ef">Candidates of the graph search, what hnswlib calls ef.</param>
    public static Query.Nearest Nearest(ReadOnlyMemory<float> vector, int ef) => new(vector, ef);

    /// <summary>Merges what is worth merging, then down to at most so many segments, one where the command line says nothing.</summary>
    public static void Settle(IndexWriter writer, CommandLine command) => writer.Settle(command.Number("segments", 1), CancellationToken.None);
}
