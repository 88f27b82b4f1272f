using Groundwork.TestKit;

namespace Groundwork.Sources.Tests.Folders;

public sealed class LinkTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly TemporaryDirectory _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task By_default_links_to_files_are_read_and_links_to_folders_are_not_followed()
    {
        _folder.Write("real/a.md", "x");
        File.CreateSymbolicLink(_folder.File("link.md"), "real/a.md");
        Directory.CreateSymbolicLink(_folder.File("real/loop"), _folder.Path);
        var source = new FolderSource(_folder.Path);
        var items = await source.ListAsync();
        items.OfType<SourceItem.Present>().Select(p => p.Name).ShouldBe(["link.md", "real/a.md"]);
        items.OfType<SourceItem.Skipped>().ShouldHaveSingleItem().Reason.ShouldContain("link to a folder");
        source.Covers(_folder.File("real/loop/a.md")).ShouldBeFalse();
        source.Covers(_folder.File("link.md")).ShouldBeTrue();
        var without = new FolderSource(_folder.Path, new FolderOptions { Links = LinkPolicy.Skip });
        (await without.NamesAsync()).ShouldBe(["real/a.md"]);
        without.Covers(_folder.File("link.md")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_or_in_a_circle_keeps_what_was_made_of_it()
    {
        File.CreateSymbolicLink(_folder.File("broken"), _folder.File("nothing"));
        File.CreateSymbolicLink(_folder.File("one"), _folder.File("two"));
        File.CreateSymbolicLink(_folder.File("two"), _folder.File("one"));
        var items = await new FolderSource(_folder.Path, new FolderOptions { Links = LinkPolicy.Follow }).ListAsync();
        items.Cast<SourceItem.Unavailable>().Select(u => (u.Problem.Failure, u.HidesBelow))
            .ShouldBe([(SourceFailure.NotFound, true), (SourceFailure.Forbidden, true), (SourceFailure.Forbidden, true)]);
    }

    [Theory]
    [InlineData(LinkPolicy.Files)]
    [InlineData(LinkPolicy.Follow)]
    public async Task A_link_does_not_lead_out_of_the_folder_unless_that_is_allowed(LinkPolicy links)
    {
        _elsewhere.Write("secret.md", "x");
        File.CreateSymbolicLink(_folder.File("file.md"), _elsewhere.File("secret.md"));
        Directory.CreateSymbolicLink(_folder.File("folder"), _elsewhere.Path);

        // A link that stays inside as written and leaves through another link leaves.
        Directory.CreateSymbolicLink(_folder.File("way"), "folder/..");
        var source = new FolderSource(_folder.Path, new FolderOptions { Links = links });
        (await source.ListAsync()).ShouldAllBe(i => i is SourceItem.Skipped);

        var allowed = new FolderSource(_folder.Path, new FolderOptions { Links = links, MayLeave = true, Exclude = ["way"] });
        (await allowed.NamesAsync()).ShouldBe(links == LinkPolicy.Follow ? ["file.md", "folder/secret.md"] : ["file.md"]);
    }

    [Fact]
    public async Task Following_links_ends_and_lists_each_folder_once()
    {
        _folder.Write("a/x.md", "x");
        _folder.Write("b/y.md", "y");
        _folder.Write(".store/deep/z.md", "z");
        _elsewhere.Write("out/o.md", "o");
        Directory.CreateSymbolicLink(_folder.File("a/up"), "..");
        Directory.CreateSymbolicLink(_folder.File("a/side"), "../b");
        Directory.CreateSymbolicLink(_folder.File("hidden"), ".store");
        Directory.CreateSymbolicLink(_folder.File("hidden2"), ".store/deep");
        Directory.CreateSymbolicLink(_folder.File(".store/deep/back"), "..");
        Directory.CreateSymbolicLink(_folder.File("away"), _elsewhere.Path);
        Directory.CreateSymbolicLink(_elsewhere.File("home"), _folder.Path);
        Directory.CreateSymbolicLink(_elsewhere.File("self"), _elsewhere.Path);
        var source = new FolderSource(_folder.Path, new FolderOptions { Links = LinkPolicy.Follow, MayLeave = true });
        (await source.NamesAsync()).ShouldBe(["a/x.md", "away/out/o.md", "b/y.md", "hidden/deep/z.md"]);
        (await source.ListAsync()).OfType<SourceItem.Skipped>().Select(s => Path.GetRelativePath(_folder.Path, s.Path))
            .ShouldBe(["a/side", "a/up", "away/home", "away/self", "hidden/deep/back", "hidden2"]);
    }

    [Fact]
    public async Task A_link_to_a_folder_that_holds_everything_does_not_list_the_source_twice()
    {
        _elsewhere.Write("in/a.md", "a");
        _elsewhere.Write("beside.md", "b");
        Directory.CreateSymbolicLink(_elsewhere.File("in/all"), _elsewhere.Path);
        (await new FolderSource(_elsewhere.File("in"), new FolderOptions { Links = LinkPolicy.Follow, MayLeave = true }).NamesAsync()).ShouldBe(["a.md", "all/beside.md"]);
    }

    [Fact]
    public async Task A_folder_named_through_a_link_is_listed_under_the_name_that_was_given()
    {
        _elsewhere.Write("a.md", "x");
        Directory.CreateSymbolicLink(_folder.File("link"), _elsewhere.Path);
        var item = (await new FolderSource(_folder.File("link")).ListAsync()).ShouldHaveSingleItem();
        item.Path.ShouldBe(_folder.File("link/a.md"));
    }
}
