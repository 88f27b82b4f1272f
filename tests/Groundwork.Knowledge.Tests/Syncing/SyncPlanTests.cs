using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Knowledge.Syncing;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Tests.Syncing;

public sealed class SyncPlanTests
{
    private const string Reading = "readers-1";
    private readonly Dictionary<string, KnownFile> _catalog = new(StringComparer.Ordinal);
    private readonly List<SeenItem> _listing = [];

    [Fact]
    public void New_changed_unchanged_gone_and_left_out_are_told_apart()
    {
        Know("same", "1");
        Know("edited", "2");
        Know("gone", "3");
        Know("versioned", "4", version: "v1");
        List("same", "1");
        List("edited", "22");
        List("fresh", "5");
        List("versioned", null, version: "v1");
        _listing.Add(new SeenItem(new SourceItem.Skipped("left", "a pattern")));
        var plan = Plan();
        plan.Entries.Select(e => (e.Change, e.Path)).ShouldBe([(SyncChange.Changed, "edited"), (SyncChange.New, "fresh"), (SyncChange.Skipped, "left"), (SyncChange.Gone, "gone")]);
        (plan.Unchanged, plan.Known).ShouldBe((2, 4));
    }

    [Fact]
    public void The_same_bytes_elsewhere_have_moved_and_each_place_is_left_once()
    {
        Know("old/a", "1");
        Know("old/b", "1");
        List("new/a", "1");
        List("new/b", "1");
        List("new/c", "1");
        Plan().Entries.Select(e => (e.Change, e.Path, e.Why)).ShouldBe(
            [(SyncChange.Moved, "new/a", "old/a"), (SyncChange.Moved, "new/b", "old/b"), (SyncChange.New, "new/c", null)]);
    }

    [Fact]
    public void What_lies_behind_something_out_of_reach_is_not_gone()
    {
        Know("closed/a", "1");
        Know("open/b", "2");
        _listing.Add(new SeenItem(new SourceItem.Unavailable("closed", new SourceException(SourceFailure.Denied, "no"), HidesBelow: true)));
        Plan().Entries.Select(e => (e.Change, e.Path)).ShouldBe([(SyncChange.Unavailable, "closed"), (SyncChange.Gone, "open/b")]);
    }

    [Fact]
    public void Paths_of_other_sources_are_none_of_its_business()
    {
        Know("mine/a", "1");
        Know("theirs/b", "2");
        var plan = Plan(path => path.StartsWith("mine/", StringComparison.Ordinal));
        plan.Entries.ShouldHaveSingleItem().ShouldBe(new SyncEntry(SyncChange.Gone, "mine/a"));
        plan.Known.ShouldBe(1);
    }

    [Fact]
    public void Newer_readers_and_earlier_failures_make_the_same_bytes_change()
    {
        Know("older", "1", reading: "readers-0");
        List("older", "1");
        Plan().Entries.ShouldHaveSingleItem().Why.ShouldNotBeNull().ShouldContain("newer rules");
        _catalog.Clear();
        _listing.Clear();
        _catalog["failed"] = new KnownFile();
        List("failed", "1");
        Plan().Entries.ShouldHaveSingleItem().Change.ShouldBe(SyncChange.New);
    }

    [Theory]
    [InlineData(10, 5, 50, false)]
    [InlineData(10, 4, 50, true)]
    [InlineData(10, 0, 50, true)]
    [InlineData(10, 0, 100, false)]
    [InlineData(10, 10, 0, false)]
    [InlineData(10, 9, 0, true)]
    [InlineData(0, 0, 50, false)]
    public void A_source_that_loses_more_than_its_share_is_noticed(int known, int left, int percent, bool loses)
    {
        for (var i = 0; i < known; i++) Know($"{i}", $"{i}");
        for (var i = 0; i < left; i++) List($"{i}", $"{i}");
        Plan().LosesMoreThan(percent).ShouldBe(loses);
    }

    [Fact]
    public void Every_known_path_and_every_listed_one_is_accounted_for()
    {
        var paths = Gen.Elements("a", "b", "c", "d", "e", "f");
        var hashes = Gen.Elements("1", "2", "3");
        var files = Gen.Zip(paths, hashes).ListOf().Select(list => list.DistinctBy(f => f.Item1, StringComparer.Ordinal).ToList());
        Prop.ForAll(files.ToArbitrary(), files.ToArbitrary(), (before, now) =>
        {
            var tests = new SyncPlanTests();
            foreach (var (path, hash) in before) tests.Know(path, hash);
            foreach (var (path, hash) in now) tests.List(path, hash);
            var plan = tests.Plan();
            var told = plan.Entries.Select(e => e.Path).Concat(plan.Entries.Where(e => e.Change == SyncChange.Moved).Select(e => e.Why!)).ToList();
            var union = before.Concat(now).Select(f => f.Item1).Distinct(StringComparer.Ordinal).Count();
            return told.Count == told.Distinct(StringComparer.Ordinal).Count() && told.Count + plan.Unchanged == union && plan.Known == before.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static ContentHash Hash(string text) => ContentHash.OfText(text);

    private SyncPlan Plan(Func<string, bool>? covers = null) => SyncPlan.Of(_listing, _catalog, covers ?? (_ => true), Reading);

    private void Know(string path, string hash, string? version = null, string reading = Reading) => _catalog[path] = new KnownFile { Hash = Hash(hash), Reading = reading, Version = version, Documents = 1 };

    private void List(string path, string? hash, string? version = null) =>
        _listing.Add(new SeenItem(new SourceItem.Present(path, path, _ => throw new InvalidOperationException("Comparing opens nothing.")) { Version = version }, hash is null ? null : Hash(hash)));
}
