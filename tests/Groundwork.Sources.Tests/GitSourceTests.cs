using System.Net;
using Groundwork.Sources.Tests.Git;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests;

public sealed class GitSourceTests : IDisposable
{
    private readonly GitFolder? _repository = GitFolder.IsInstalled ? new GitFolder() : null;
    private readonly TemporaryDirectory _cache = new();

    private GitFolder Repository => _repository!;

    private GitAccess Access => new(TimeProvider.System, _cache.Path);

    public void Dispose()
    {
        _repository?.Dispose();
        _cache.Dispose();
    }

    [GitFact]
    public async Task The_files_of_a_commit_are_listed_with_their_contents_and_its_author()
    {
        Repository.Write("docs/a.md", "# A");
        Repository.Write("ä ö.md", "umlauts");
        Repository.Write(".hidden/x.md", "no");
        var commit = Repository.Commit();
        Repository.Write("docs/a.md", "not committed");
        var items = (await Source().ListAsync()).Cast<SourceItem.Present>().ToList();
        items.Select(i => (i.Path, i.Name)).ShouldBe([($"git:{Repository.Path}/docs/a.md", "docs/a.md"), ($"git:{Repository.Path}/ä ö.md", "ä ö.md")]);
        (await items[0].TextAsync()).ShouldBe("# A");
        (await items[1].TextAsync()).ShouldBe("umlauts");
        items[0].Bytes.ShouldBe(3);
        items[0].Values.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["commit"] = commit, ["author"] = "Ada Lovelace", ["committed"] = "2026-03-04T04:06:07Z" }, ignoreOrder: true);
    }

    [GitFact]
    public async Task Only_what_differs_is_opened()
    {
        for (var i = 0; i < 5; i++) Repository.Write($"{i}.md", $"text {i}");
        Repository.Commit();
        var known = VersionsOf(await Source().ListAsync());
        Repository.Write("2.md", "another");
        Repository.Run("mv", "3.md", "moved.md");
        Repository.Commit();
        var items = await Source().ListAsync(known);
        items.OfType<SourceItem.Present>().Select(i => i.Name).ShouldBe(["2.md", "moved.md"]);
        items.OfType<SourceItem.Unchanged>().Count().ShouldBe(3);
        items.OfType<SourceItem.Present>().Single(i => i.Name is "moved.md").Version.ShouldBe(known[$"git:{Repository.Path}/3.md"]);
    }

    [GitFact]
    public async Task A_revision_and_patterns_choose_what_is_taken()
    {
        Repository.Write("a.md", "one");
        Repository.Commit();
        Repository.Run("tag", "v1");
        Repository.Write("a.md", "two");
        Repository.Write("b.txt", "two");
        Repository.Commit();
        var source = new GitSource(Repository.Path, new GitOptions { Revision = "v1", Include = ["*.md"] }, Access);
        (await (await source.ListAsync()).Single().TextAsync()).ShouldBe("one");
        source.Covers($"git:{Repository.Path}@v1/gone.md").ShouldBeTrue();
        source.Covers($"git:{Repository.Path}/a.md").ShouldBeFalse();
        source.Covers($"git:{Repository.Path}@v1/b.txt").ShouldBeFalse();
        (await new GitSource(Repository.Path, new GitOptions { Revision = "main~1" }, Access).NamesAsync()).ShouldBe(["a.md"]);
    }

    [GitFact]
    public async Task Links_submodules_pointers_odd_names_and_large_files_are_skipped_with_a_reason()
    {
        Repository.Write("a.md", "text");
        Repository.Write("big.md", new string('x', 3000));
        Repository.Write("lfs.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        Repository.Write("line\nbreak.md", "x");
        System.IO.File.CreateSymbolicLink(Repository.File("link.md"), "/etc/passwd");
        var commit = Repository.Commit();
        Repository.Run("update-index", "--add", "--cacheinfo", $"160000,{commit},sub");
        Repository.Run("commit", "--quiet", "-m", "submodule");
        var items = await new GitSource(Repository.Path, new GitOptions { MaxBytes = 2000 }, Access).ListAsync();
        items.OfType<SourceItem.Present>().Select(i => i.Name).ShouldBe(["a.md"]);
        items.OfType<SourceItem.Skipped>().Select(i => i.Reason[..12]).ShouldBe(["It has 3000 ", "It is kept i", "Its name hol", "It is a symb", "It is a subm"]);
    }

    [GitFact]
    public async Task A_repository_cannot_have_anything_run()
    {
        if (OperatingSystem.IsWindows()) return;
        Repository.Write("a.md", "text");
        Repository.Write(".gitattributes", "*.md filter=evil diff=evil");
        Repository.Commit();
        var mark = _cache.File("ran");
        var script = Repository.File(".git/evil.sh");
        System.IO.File.WriteAllText(script, $"#!/bin/sh\ntouch {mark}\ncat\n");
        System.IO.File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var setting in new[] { "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.alternateRefsCommand", "core.gitProxy", "diff.external", "gpg.program", "credential.helper", "filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "uploadpack.packObjectsHook", "alias.ls-tree", "alias.rev-parse" })
            Repository.Run("config", setting, setting.StartsWith("alias", StringComparison.Ordinal) ? "!" + script : script);
        Repository.Run("config", "log.showSignature", "true");
        foreach (var hook in new[] { "reference-transaction", "post-checkout", "pre-auto-gc", "post-index-change" })
        {
            Directory.CreateDirectory(Repository.File(".git/hooks"));
            System.IO.File.Copy(script, Repository.File($".git/hooks/{hook}"), overwrite: true);
        }

        // A content that is missing must not be fetched through a transport of the repository's choice.
        var blob = Repository.Run("rev-parse", "HEAD:a.md").Trim();
        var items = await Source().ListAsync();
        (await items.ShouldHaveSingleItem().TextAsync()).ShouldBe("text");
        Repository.Run("config", "extensions.partialClone", "origin");
        Repository.Run("config", "core.repositoryFormatVersion", "1");
        Repository.Run("config", "remote.origin.url", $"ext::sh -c 'touch {mark}'");
        Repository.Run("config", "remote.origin.promisor", "true");
        Repository.Run("config", "protocol.ext.allow", "always");
        System.IO.File.Delete(Repository.File($".git/objects/{blob[..2]}/{blob[2..]}"));
        var missing = await Should.ThrowAsync<SourceException>(async () => await (await Source().ListAsync()).ShouldHaveSingleItem().TextAsync());
        missing.Failure.ShouldBeOneOf(SourceFailure.NotFound, SourceFailure.Unreachable);
        System.IO.File.Exists(mark).ShouldBeFalse();
    }

    [GitFact]
    public async Task What_is_no_repository_or_has_no_such_commit_is_told()
    {
        // A folder inside a repository is not that repository.
        Directory.CreateDirectory(Repository.File("inside"));
        Repository.Write("inside/a.md", "x");
        Repository.Commit();
        var inside = await new GitSource(Repository.File("inside"), new GitOptions(), Access).MustFailAsync();
        inside.Message.ShouldContain("not a git repository");
        (await new GitSource(Repository.Path, new GitOptions { Revision = "nothing" }, Access).MustFailAsync()).Message.ShouldContain("\"nothing\"");
        (await new GitSource(Repository.File("none"), new GitOptions(), Access).MustFailAsync()).Failure.ShouldBe(SourceFailure.NotFound);
        (await new GitSource(Repository.Path, new GitOptions(), new GitAccess(TimeProvider.System, _cache.Path) { Program = "no-such-program" }).MustFailAsync()).Message.ShouldContain("no-such-program");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("main:refs/heads/x")]
    [InlineData("+main")]
    public void A_revision_that_could_be_an_option_or_more_is_refused(string revision) =>
        Should.Throw<SourceException>(() => new GitSource(_cache.Path, new GitOptions { Revision = revision }, Access)).Failure.ShouldBe(SourceFailure.BadSpecification);

    [Theory]
    [InlineData("ssh://host/a")]
    [InlineData("git://host/a")]
    [InlineData("file:///tmp/a")]
    [InlineData("ext::sh://x")]
    [InlineData("https://me:hunter2@host/a")]
    public void Only_folders_and_web_addresses_without_a_password_are_taken(string repository)
    {
        var problem = Should.Throw<SourceException>(() => new GitSource(repository, new GitOptions(), Access));
        problem.Failure.ShouldBe(SourceFailure.BadSpecification);
        problem.Message.ShouldNotContain("hunter2");
    }

    [GitFact]
    public async Task A_program_that_says_nothing_is_ended_in_time()
    {
        if (OperatingSystem.IsWindows()) return;
        var slow = _cache.Write("slow", "#!/bin/sh\nexec sleep 600\n");
        System.IO.File.SetUnixFileMode(slow, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var clock = new ManualClock();
        var listing = new GitSource(Repository.Path, new GitOptions { CallTimeout = TimeSpan.FromSeconds(33) }, new GitAccess(clock, _cache.Path) { Program = slow }).ListAsync();
        await clock.TimerDueAsync(TimeSpan.FromSeconds(33));
        clock.Advance(TimeSpan.FromSeconds(34));
        (await Should.ThrowAsync<SourceException>(() => listing)).Failure.ShouldBe(SourceFailure.TimedOut);
    }

    [GitFact]
    public async Task A_remote_repository_is_fetched_once_and_then_only_its_difference()
    {
        Repository.Write("a.md", "one");
        Repository.Write("large.txt", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 100_003} ")));
        Repository.Commit();
        await using var server = new GitServer(Repository.Path);
        var source = new GitSource(server.Url, new GitOptions { AllowPrivate = true }, Access);
        var first = await source.ListAsync();
        first.OfType<SourceItem.Present>().Select(i => i.Path).ShouldBe([$"git:{server.Url}/a.md", $"git:{server.Url}/large.txt"]);
        (await first[0].TextAsync()).ShouldBe("one");
        var sent = server.Sent;
        sent.ShouldBeGreaterThan(40_000);

        Repository.Write("a.md", "two");
        Repository.Commit();
        var items = await source.ListAsync(VersionsOf(first));
        items.Select(i => i.GetType()).ShouldBe([typeof(SourceItem.Present), typeof(SourceItem.Unchanged)]);
        (await items[0].TextAsync()).ShouldBe("two");
        (server.Sent - sent).ShouldBeLessThan(5000);

        // The branch was written anew.
        Repository.Run("reset", "--quiet", "--hard", "HEAD~1");
        Repository.Run("commit", "--quiet", "--amend", "-m", "rewritten");
        (await (await source.ListAsync())[0].TextAsync()).ShouldBe("one");
    }

    [GitFact]
    public async Task A_remote_repository_at_a_private_address_is_not_asked_unless_allowed_and_a_redirect_is_not_followed()
    {
        Repository.Write("a.md", "one");
        Repository.Commit();
        await using var server = new GitServer(Repository.Path);
        (await new GitSource(server.Url, new GitOptions(), Access).MustFailAsync()).Failure.ShouldBe(SourceFailure.Forbidden);

        // The address that was checked is the one that is asked, whatever the name leads to elsewhere.
        var named = new GitAccess(TimeProvider.System, _cache.Path) { ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        var url = FormattableString.Invariant($"http://localhost:{server.Port}/repo.git");
        (await new GitSource(url, new GitOptions { AllowPrivate = true }, named).NamesAsync()).ShouldBe(["a.md"]);

        server.RedirectTo = "http://127.0.0.1:1/repo.git";
        (await new GitSource(url + "2", new GitOptions { AllowPrivate = true }, named).MustFailAsync()).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    [GitFact]
    public async Task Locks_that_a_killed_fetch_left_do_not_stop_the_next()
    {
        Repository.Write("a.md", "one");
        Repository.Commit();
        await using var server = new GitServer(Repository.Path);
        var source = new GitSource(server.Url, new GitOptions { AllowPrivate = true }, Access);
        await source.ListAsync();
        var copy = Directory.GetDirectories(_cache.Path, "*.git").ShouldHaveSingleItem();
        var listed = Directory.GetFiles(Path.Combine(copy, "refs", "groundwork")).ShouldHaveSingleItem();
        string[] locks = [Path.Combine(copy, "shallow.lock"), Path.Combine(copy, "packed-refs.lock"), listed + ".lock"];
        foreach (var left in locks) await File.WriteAllTextAsync(left, "");
        Repository.Write("a.md", "two");
        Repository.Commit();
        (await (await source.ListAsync())[0].TextAsync()).ShouldBe("two");
        locks.ShouldAllBe(left => !File.Exists(left));
    }

    [GitFact]
    public async Task Names_of_branches_that_look_like_commands_are_names()
    {
        const string Branch = "feature/$(touch${IFS}pwned);'`touch${IFS}pwned`--exec=x";
        Repository.Write("a.md", "one");
        Repository.Commit();
        Repository.Run("checkout", "--quiet", "-b", Branch);
        Repository.Write("b.md", "two");
        Repository.Commit();
        await using var server = new GitServer(Repository.Path);
        (await new GitSource(server.Url, new GitOptions { AllowPrivate = true, Revision = Branch }, Access).NamesAsync()).ShouldBe(["a.md", "b.md"]);
        Directory.EnumerateFiles(_cache.Path, "pwned*", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Exists("pwned").ShouldBeFalse();
        foreach (var hostile in new[] { "", "-x", "--upload-pack=touch pwned", "--upload-pack=pwned", "main:refs/heads/evil", "+main", "a b", "a\nb", new string('a', 201) })
            Should.Throw<SourceException>(() => new GitSource(server.Url, new GitOptions { Revision = hostile }, Access)).Failure.ShouldBe(SourceFailure.BadSpecification, hostile);
    }

    private static Dictionary<string, string> VersionsOf(List<SourceItem> items) => items.OfType<SourceItem.Present>().ToDictionary(p => p.Path, p => p.Version!, StringComparer.Ordinal);

    private GitSource Source() => new(Repository.Path, new GitOptions(), Access);
}
