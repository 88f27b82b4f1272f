using System.Diagnostics;
using System.Net.Sockets;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_are_listed_in_the_order_of_their_paths_with_names_below_the_folder()
    {
        foreach (var name in new[] { "b.md", "a/z.md", "a.md", "a-b.md", "a/b/c.md", "ä.md", "日本.md" }) _folder.Write(name, name);
        var items = (await new FolderSource(_folder.Path).ListAsync()).Cast<SourceItem.Present>().ToList();
        items.Select(i => i.Name).ShouldBe(["a-b.md", "a.md", "a/b/c.md", "a/z.md", "b.md", "ä.md", "日本.md"]);
        items.Select(i => i.Path).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        items.ShouldAllBe(i => i.Version == null && !i.IsNamed);
        (await items[2].TextAsync()).ShouldBe("a/b/c.md");
        items[2].Bytes.ShouldBe(8);
    }

    [Fact]
    public async Task Names_that_start_with_a_dot_are_left_alone_and_not_covered()
    {
        _folder.Write(".hidden.md", "x");
        _folder.Write(".git/config", "x");
        _folder.Write("a.md", "x");
        var source = new FolderSource(_folder.Path);
        (await source.ListAsync()).ShouldHaveSingleItem();
        source.Covers(_folder.File(".hidden.md")).ShouldBeFalse();
        source.Covers(_folder.File(".git/config")).ShouldBeFalse();
        source.Covers(_folder.File("gone.md")).ShouldBeTrue();
        source.Covers(_folder.Path + "-other/a.md").ShouldBeFalse();
        source.Covers(_folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Patterns_decide_what_is_listed_and_covered()
    {
        foreach (var name in new[] { "a.md", "b.txt", "drafts/c.md", "drafts/d.md", "deep/e.md" }) _folder.Write(name, "x");
        var source = new FolderSource(_folder.Path, new FolderOptions { Include = ["*.md"], Exclude = ["drafts/"] });
        var items = await source.ListAsync();
        items.OfType<SourceItem.Present>().Select(p => p.Name).ShouldBe(["a.md", "deep/e.md"]);

        // A folder that is left out is one line, whatever it holds.
        items.OfType<SourceItem.Skipped>().Select(s => s.Path).ShouldBe([_folder.File("b.txt"), _folder.File("drafts")]);
        source.Covers(_folder.File("drafts/c.md")).ShouldBeFalse();
        source.Covers(_folder.File("b.txt")).ShouldBeFalse();
        source.Covers(_folder.File("deep/gone.md")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_above_the_size_limit_is_skipped_with_both_numbers()
    {
        _folder.Write("small.md", new byte[10]);
        _folder.Write("large.md", new byte[11]);
        var items = await new FolderSource(_folder.Path, new FolderOptions { MaxBytes = 10 }).ListAsync();
        items[0].ShouldBeOfType<SourceItem.Skipped>().Reason.ShouldContain("11 bytes");
        items[1].ShouldBeOfType<SourceItem.Present>();
        Should.Throw<SourceException>(() => new FolderSource(_folder.Path, new FolderOptions { MaxBytes = -1 })).Failure.ShouldBe(SourceFailure.BadSpecification);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_is_a_file_is_an_error_of_the_whole_listing()
    {
        (await new FolderSource(_folder.File("none")).MustFailAsync()).Failure.ShouldBe(SourceFailure.NotFound);
        (await new FolderSource(_folder.Write("a.md", "x")).MustFailAsync()).Failure.ShouldBe(SourceFailure.BadSpecification);
        foreach (var path in new[] { "", " ", "a\0b" }) Should.Throw<SourceException>(() => new FolderSource(path)).Failure.ShouldBe(SourceFailure.BadSpecification);
    }

    [Fact]
    public async Task Pipes_sockets_and_devices_are_skipped_without_being_opened()
    {
        if (!OperatingSystem.IsLinux()) return;
        using (var made = Process.Start("mkfifo", [_folder.File("pipe.md")])) await made.WaitForExitAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("socket.md")));
        File.CreateSymbolicLink(_folder.File("zero.md"), "/dev/zero");
        _folder.Write("a.md", "x");
        var items = await new FolderSource(_folder.Path, new FolderOptions { MayLeave = true }).ListAsync();
        items.OfType<SourceItem.Skipped>().Select(s => s.Reason).ShouldBe(["It is a pipe, not a file.", "It is a socket, not a file.", "It is a device, not a file."]);
        items.OfType<SourceItem.Present>().ShouldHaveSingleItem();
        (await new FileSource(_folder.File("pipe.md")).MustFailAsync()).Message.ShouldContain("a pipe");
    }

    [Fact]
    public async Task Names_with_line_breaks_or_broken_UTF_8_are_skipped_with_a_reason()
    {
        if (!OperatingSystem.IsLinux()) return;
        _folder.Write("line\nbreak.md", "x");
        _folder.Write("\uFFFD real.md", "x");
        using (var made = Process.Start("bash", ["-c", "touch \"$0\"/$'\\xff.md' \"$0\"/$'\\xfe.md'; mkdir \"$0\"/$'\\xffd'", _folder.Path])) await made.WaitForExitAsync();
        var items = await new FolderSource(_folder.Path).ListAsync();
        items.OfType<SourceItem.Present>().ShouldHaveSingleItem().Name.ShouldBe("\uFFFD real.md");
        using (var removed = Process.Start("bash", ["-c", "rm -r \"$0\"/$'\\xfe.md' \"$0\"/$'\\xff.md' \"$0\"/$'\\xffd'", _folder.Path])) await removed.WaitForExitAsync();
        var reasons = items.OfType<SourceItem.Skipped>().Select(s => s.Reason).ToList();
        reasons.Count.ShouldBe(3);
        reasons.Count(r => r.Contains("line break", StringComparison.Ordinal)).ShouldBe(1);
        reasons.Count(r => r.Contains("UTF-8", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_listed_hides_what_lies_below()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return; // Permissions do not bind root.
        _folder.Write("closed/a.md", "x");
        var secret = _folder.Write("secret.md", "x");
        File.SetUnixFileMode(_folder.File("closed"), UnixFileMode.None);
        File.SetUnixFileMode(secret, UnixFileMode.None);
        try
        {
            var items = await new FolderSource(_folder.Path).ListAsync();
            var closed = items[0].ShouldBeOfType<SourceItem.Unavailable>();
            (closed.HidesBelow, closed.Problem.Failure).ShouldBe((true, SourceFailure.Denied));
            (await Should.ThrowAsync<SourceException>(() => items[1].TextAsync())).Failure.ShouldBe(SourceFailure.Denied);
        }
        finally
        {
            File.SetUnixFileMode(_folder.File("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_thousand_folders_deep_is_walked_until_the_system_refuses()
    {
        if (!OperatingSystem.IsLinux()) return;
        const string Nest = "import os,sys\nos.chdir(sys.argv[1])\nfor i in range(1000):\n  os.mkdir('d' * 9)\n  os.chdir('d' * 9)";
        using (var made = Process.Start("python3", ["-c", Nest, _folder.Path])) await made.WaitForExitAsync();
        _folder.Write("a.md", "x");
        var items = await new FolderSource(_folder.Path).ListAsync();
        items[0].ShouldBeOfType<SourceItem.Present>().Name.ShouldBe("a.md");
        items[1].ShouldBeOfType<SourceItem.Unavailable>().HidesBelow.ShouldBeTrue();
        using var removed = Process.Start("rm", ["-rf", _folder.File("ddddddddd")]);
        await removed.WaitForExitAsync();
    }

    [Fact]
    public async Task Cancelling_ends_the_listing_as_a_cancellation()
    {
        for (var i = 0; i < 5; i++) _folder.Write($"{i}.md", "x");
        using var cancel = new CancellationTokenSource();
        var seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new FolderSource(_folder.Path).ListAsync(new Dictionary<string, string>(StringComparer.Ordinal), cancel.Token))
                if (++seen == 2) await cancel.CancelAsync();
        });
        seen.ShouldBe(2);
    }

    [Fact]
    public void The_identity_tells_the_rules_apart()
    {
        FolderOptions[] options = [new(), new() { Include = ["*.md"] }, new() { Exclude = ["*.md"] }, new() { Links = LinkPolicy.Follow }, new() { MayLeave = true }, new() { MaxBytes = 5 }];
        options.Select(o => new FolderSource(_folder.Path, o).Identity).ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_named_file_is_listed_as_named_and_only_it_is_covered()
    {
        var path = _folder.Write(".env.md", "words");
        var source = new FileSource(path);
        var item = (await source.ListAsync()).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Present>();
        (item.Name, item.IsNamed).ShouldBe((".env.md", true));
        (await item.TextAsync()).ShouldBe("words");
        source.Covers(path).ShouldBeTrue();
        source.Covers(path + "x").ShouldBeFalse();
        File.Delete(path);
        (await source.MustFailAsync()).Failure.ShouldBe(SourceFailure.NotFound);
        (await Should.ThrowAsync<SourceException>(() => item.TextAsync())).Failure.ShouldBe(SourceFailure.NotFound);
        (await new FileSource(_folder.Path).MustFailAsync()).Failure.ShouldBe(SourceFailure.BadSpecification);
    }
}
