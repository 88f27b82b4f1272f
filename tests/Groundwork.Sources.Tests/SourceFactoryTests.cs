using Groundwork.TestKit;

namespace Groundwork.Sources.Tests;

public sealed class SourceFactoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private SourceFactory Factory => new(TimeProvider.System, _folder.File("cache"), _ => null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_kind_can_be_made_of_its_description_and_knows_its_kind()
    {
        SourceSpecification[] all =
        [
            new("folder", _folder.Path), new("file", _folder.File("a.md")), new("web", "https://example.org/docs/"), new("sitemap", "https://example.org/sitemap.xml"),
            new("urls", "https://example.org/a\nhttps://example.org/b"), new("git", "https://example.org/x.git"), new("sql", "env:NOTES") { Query = "select 1" },
        ];
        all.Select(s => s.Kind).ShouldBe(SourceFactory.Kinds);
        foreach (var specification in all) Factory.Make("notes", specification).Kind.ShouldBe(specification.Kind);
        Directory.Exists(_folder.File("cache")).ShouldBeFalse();
    }

    [Fact]
    public void Relative_places_become_full_ones()
    {
        foreach (var (kind, place) in new[] { ("folder", "a"), ("file", "a"), ("git", "a"), ("sql", "sqlite:a"), ("urls", "a") })
            SourceFactory.Settled(new SourceSpecification(kind, place)).Place.ShouldContain(Path.GetFullPath("a"));
        SourceFactory.Settled(new SourceSpecification("git", "https://h/a.git")).Place.ShouldBe("https://h/a.git");
    }

    [Fact]
    public void A_file_of_addresses_is_read_line_by_line()
    {
        var list = _folder.Write("list.txt", "# mine\nhttps://example.org/a\n\n https://example.org/b \n");
        Factory.Make("x", new SourceSpecification("urls", list)).Covers("https://example.org/b").ShouldBeTrue();
        Should.Throw<SourceException>(() => Factory.Make("x", new SourceSpecification("urls", _folder.File("none")))).Failure.ShouldBe(SourceFailure.NotFound);
    }

    [Fact]
    public async Task A_pushed_document_is_whole_or_not_there_and_listed_under_its_id()
    {
        var source = new PushSource(_folder.File("pushed"));
        (await source.ListAsync()).ShouldBeEmpty();
        var path = await source.PutAsync(new PushedDocument("a/b ü", "text/plain", "one\ntwo"u8.ToArray()) { Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" } }, default);
        await source.PutAsync(new PushedDocument("other", "text/plain", "x"u8.ToArray()), default);
        var item = (await new PushSource(_folder.File("pushed"), [path]).ListAsync()).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Present>();
        (item.Name, item.MediaType, item.Bytes, item.Values["k"]).ShouldBe(("a/b ü", "text/plain", 7, "v"));
        (await item.TextAsync()).ShouldBe("one\ntwo");

        File.WriteAllText(path, "no head");
        (await source.ListAsync()).OfType<SourceItem.Unavailable>().ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [Fact]
    public async Task What_a_killed_process_had_begun_to_hand_over_is_removed()
    {
        Directory.CreateDirectory(_folder.File("pushed"));
        var (stale, fresh) = (_folder.File("pushed/.1-1.partial"), _folder.File("pushed/.1-2.partial"));
        foreach (var file in (string[])[stale, fresh]) await File.WriteAllTextAsync(file, "half");
        File.SetLastWriteTimeUtc(stale, File.GetLastWriteTimeUtc(fresh).AddDays(-2));
        (await new PushSource(_folder.File("pushed")).ListAsync()).ShouldBeEmpty();
        (File.Exists(stale), File.Exists(fresh)).ShouldBe((false, true));
    }
}
