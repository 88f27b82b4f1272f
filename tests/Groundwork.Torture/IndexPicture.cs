using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Groundwork.Knowledge;
using Groundwork.UseCases;

namespace Groundwork.Torture;

/// <summary>Everything that a collection holds, from inside: every chunk in the database with its text and document, every key in the index.</summary>
/// <param name="Hash">SHA-256 of all of it, sorted.</param>
/// <param name="Chunks">Chunks in the database.</param>
/// <param name="Indexed">Keys in the index.</param>
/// <param name="ByPath">Documents, by path.</param>
/// <param name="Problems">Reasons, by path and place.</param>
internal sealed record IndexPicture(string Hash, int Chunks, int Indexed, IReadOnlyDictionary<string, int> ByPath, IReadOnlyDictionary<string, string> Problems)
{
    public static async Task<IndexPicture> TakeAsync(string data)
    {
        var name = CollectionName.Parse("default");
        var time = TimeProvider.System;
        await using var workspace = await Workspace.OpenAsync(new Settings(data), time, CancellationToken.None);
        var knowledge = workspace.Knowledge;
        var documents = knowledge.Documents(name);
        var lines = new List<string>();
        var byPath = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in await documents.ListAsync(null, 0, int.MaxValue, CancellationToken.None))
        {
            byPath[document.Path] = byPath.GetValueOrDefault(document.Path) + 1;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"document {document.Id} {document.Version} {document.Path}"));
        }

        var chunks = 0;
        await foreach (var chunk in documents.AllChunksAsync((await knowledge.Collections.GetAsync(name, CancellationToken.None)).InUse.Chunking, CancellationToken.None))
        {
            chunks++;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"chunk {chunk.Chunk.Id} {chunk.Chunk.Document} {chunk.Chunk.Text}"));
        }

        using var pinned = await knowledge.PinAsync(name, CancellationToken.None);
        var keys = pinned.Snapshot.Keys().Select(k => k.Value).ToList();
        lines.AddRange(keys.Select(key => $"indexed {key}"));
        lines.Sort(StringComparer.Ordinal);
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var problem in await documents.ProblemsAsync(CancellationToken.None)) problems[problem.Path] = problem.Reason.ToString();
        return new IndexPicture(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))), chunks, keys.Count, byPath, problems);
    }

    /// <summary>Where another picture differs from this one.</summary>
    public List<string> Differences(IndexPicture other)
    {
        var differences = new List<string>();
        foreach (var path in ByPath.Keys.Union(other.ByPath.Keys, StringComparer.Ordinal))
            if (ByPath.GetValueOrDefault(path) is var expected && other.ByPath.GetValueOrDefault(path) is var found && found != expected)
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{found} documents of {path}, not {expected}"));
        foreach (var path in Problems.Keys.Union(other.Problems.Keys, StringComparer.Ordinal))
            if (!string.Equals(Problems.GetValueOrDefault(path), other.Problems.GetValueOrDefault(path), StringComparison.Ordinal))
                differences.Add($"{path} failed with {other.Problems.GetValueOrDefault(path) ?? "nothing"}, not {Problems.GetValueOrDefault(path) ?? "nothing"}");
        if (other.Indexed != other.Chunks) differences.Add($"{other.Indexed} chunks are indexed of {other.Chunks}");
        if (!string.Equals(Hash, other.Hash, StringComparison.Ordinal)) differences.Add($"the content hash is {other.Hash}, not {Hash}");
        return differences;
    }
}
