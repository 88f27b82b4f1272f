using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Golden;

/// <summary>
/// Indexes as earlier programs wrote them (version 2, and version 3 of logs), kept as files: whoever changes the format without changing its number hears of it here.
/// GROUNDWORK_UPDATE_GOLDEN=1 writes the newest anew, which is right only together with a new version, or before this one was released.
/// </summary>
public sealed class GoldenTests
{
    private static readonly IndexOptions Options = Sample.Options(Sample.Space);

    private const string Newest = "version-3";

    [Theory]
    [InlineData("version-2")]
    [InlineData(Newest)]
    public void An_index_of_every_version_opens_verifies_answers_and_goes_on(string version)
    {
        var isNewest = string.Equals(version, Newest, StringComparison.Ordinal);
        if (isNewest && Environment.GetEnvironmentVariable("GROUNDWORK_UPDATE_GOLDEN") is "1") Write();

        // A copy: opening never writes, but the test should not be the proof of it.
        using var copy = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(Folder(version))) File.Copy(file, copy.File(Path.GetFileName(file)));
        Directory.EnumerateFiles(copy.Path).Select(Path.GetExtension).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["", ".gwd", ".gwl", ".gws"]);
        using var index = SearchIndex.Open(new FileIndexDirectory(copy.Path), Options);
        index.Verify(CancellationToken.None);
        using (var snapshot = index.OpenSnapshot())
        {
            (snapshot.Commit, snapshot.Status.Entries).ShouldBe((3, 40));
            snapshot.Contains(new EntryKey("k3")).ShouldBeFalse();
        }

        Sample.Find(index, new Query.Phrase("kern lamp", LanguageCode.English), limit: 100).ShouldContain("k0", StringComparer.Ordinal);
        Sample.Find(index, new Query.Words("last", LanguageCode.English)).ShouldBe(["log"]);
        Sample.Find(index, new Query.Words("東京", LanguageCode.Undetermined)).ShouldBe(["k9"]);
        Sample.Find(index, new Query.Nearest(new float[] { 0, 1, 0 }), limit: 1).ShouldBe(["k0"]);
        Sample.Find(index, new Query.Words("kern"), new Filter.Between("size", 5, 5)).Length.ShouldBeGreaterThan(0);
        Sample.Find(index, new Query.Words("kern"), new Filter.Is("tag", "t1"), limit: 100).ShouldNotBeEmpty();
        using var writer = index.OpenWriter();
        writer.Upsert(Entry(50));
        writer.Commit(CancellationToken.None).ShouldBe(4);

        // An earlier program would not understand what this one appends.
        Directory.EnumerateFiles(copy.Path, "*.gwl").Select(Path.GetFileName).Contains("log-0000000000000004.gwl", StringComparer.Ordinal).ShouldBe(isNewest);
        writer.Settle(1, CancellationToken.None);
        writer.Commit(CancellationToken.None).ShouldBe(4);
    }

    private static string Folder(string version) => Path.Combine(Repository.Root, "tests", "Groundwork.Search.Tests", "Golden", version);

    private static void Write()
    {
        var folder = Folder(Newest);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        using (var index = SearchIndex.Open(new FileIndexDirectory(folder), Options))
        using (var writer = index.OpenWriter())
        {
            for (var i = 0; i < 40; i++) writer.Upsert(Entry(i));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            writer.Delete(new EntryKey("k3"));
            writer.Commit(CancellationToken.None);
            writer.Settle(CancellationToken.None);
            writer.Upsert(Sample.Entry("log", "the last words stand in the log", vector: [1, 2, 3]));
            writer.Commit(CancellationToken.None);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "writer.*")) File.Delete(file);
    }

    private static IndexEntry Entry(int i)
    {
        string[] words = ["kern", "lamp", "mint", "quark", "zebu", "fjord"];
        return Sample.Entry(
            $"k{i}",
            string.Join(' ', Enumerable.Range(0, 3 + (i % 5)).Select(n => words[(i + n) % 6])) + (i == 9 ? " 東京都" : ""),
            i % 9 == 0 ? "lamp" : null,
            i % 4 == 1 ? null : [i, 1, -i],
            ("tag", Sample.Keywords($"t{i % 3}")),
            ("size", new FieldValue.Number(i % 7)),
            ("made", new FieldValue.Date(DateTimeOffset.UnixEpoch.AddDays(i - 20))),
            ("public", new FieldValue.Flag(i % 2 == 0)));
    }
}
