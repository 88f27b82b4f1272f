using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class FilterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.FromHours(2));
    private readonly SearchIndex _index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());

    public FilterTests() => Sample.Fill(
        _index,
        Sample.Entry("full", "x", "y", null, ("tag", Sample.Keywords("red", "blue", "red")), ("size", new FieldValue.Number(3)), ("made", new FieldValue.Date(Noon)), ("open", new FieldValue.Flag(true))),
        Sample.Entry("other", "x", null, null, ("tag", Sample.Keywords("Red")), ("size", new FieldValue.Number(-0.5)), ("open", new FieldValue.Flag(false))),
        Sample.Entry("mixed", "x", null, null, ("tag", new FieldValue.Number(3)), ("size", Sample.Keywords("3"))),
        Sample.Entry("bare", "x", null, null, ("tag", Sample.Keywords())));

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Keywords_match_exactly() => Found(new Filter.Is("tag", "red")).ShouldBe(["full"]);

    [Fact]
    public void A_range_includes_its_ends_and_never_matches_a_missing_or_other_kind_of_field()
    {
        Found(new Filter.Between("size", null, null)).ShouldBe(["full", "other"]);
        Found(new Filter.Between("size", 3, 3)).ShouldBe(["full"]);
        Found(new Filter.Between("size", null, 0)).ShouldBe(["other"]);
        Found(new Filter.Between("size", 4, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void Moments_compare_in_utc()
    {
        Found(new Filter.During("made", Noon.ToUniversalTime(), Noon.ToOffset(TimeSpan.FromHours(-7)))).ShouldBe(["full"]);
        Found(new Filter.During("made", Noon.AddTicks(1), null)).ShouldBeEmpty();
    }

    [Fact]
    public void Flags_match_their_value_only()
    {
        Found(new Filter.IsFlag("open", true)).ShouldBe(["full"]);
        Found(new Filter.IsFlag("open", false)).ShouldBe(["other"]);
        Found(new Filter.Is("open", "true")).ShouldBeEmpty();
    }

    [Fact]
    public void Has_sees_values_of_every_kind()
    {
        Found(new Filter.Has("tag")).ShouldBe(["full", "mixed", "other"]);
        Found(new Filter.Has("title")).ShouldBe(["full"]);
        Found(new Filter.Has("")).ShouldBeEmpty();
    }

    [Fact]
    public void Not_inverts_and_empty_lists_mean_what_they_say()
    {
        Found(new Filter.Not(new Filter.Is("tag", "red"))).ShouldBe(["bare", "mixed", "other"]);
        Found(new Filter.All([])).Length.ShouldBe(4);
        Found(new Filter.Any([])).ShouldBeEmpty();
        Found(new Filter.All([new Filter.Has("size"), new Filter.Not(new Filter.IsFlag("open", true))])).ShouldBe(["mixed", "other"]);
    }

    [Fact]
    public void A_value_that_no_entry_can_hold_matches_nothing() => Found(new Filter.Is("tag", "\uD800")).ShouldBeEmpty();

    private string[] Found(Filter filter) => [.. Sample.Find(_index, "x", filter).Order(StringComparer.Ordinal)];
}
