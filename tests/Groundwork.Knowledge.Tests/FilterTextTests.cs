using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search;

namespace Groundwork.Knowledge.Tests;

public sealed class FilterTextTests
{
    [Fact]
    public void No_filters_are_no_filter() => FilterText.Parse([]).ShouldBeNull();

    [Theory]
    [InlineData("lang=en", "lang")]
    [InlineData("Author=Ann", "meta.author")]
    [InlineData(" year = 2020 ", "meta.year")]
    [InlineData("a=b=c", "meta.a")]
    [InlineData("url=http://x/?a!=b", "meta.url")]
    public void Equality_reads_field_and_value(string text, string field)
    {
        var one = FilterText.Parse([text]).ShouldBeOfType<Filter.All>().Parts.ShouldHaveSingleItem().ShouldBeOfType<Filter.Any>();
        one.Parts[0].ShouldBeOfType<Filter.Is>().Field.ShouldBe(field);
    }

    [Fact]
    public void A_value_is_read_in_every_way_it_can_be_meant()
    {
        Parts("x=2020").Select(p => p.GetType()).ShouldBe([typeof(Filter.Is), typeof(Filter.Between)]);
        Parts("x=2024-05-01").Select(p => p.GetType()).ShouldBe([typeof(Filter.Is), typeof(Filter.During)]);
        Parts("x=true").Select(p => p.GetType()).ShouldBe([typeof(Filter.Is), typeof(Filter.IsFlag)]);
        Parts("x=NaN").Select(p => p.GetType()).ShouldBe([typeof(Filter.Is)]);
        FilterText.Parse(["x"]).ShouldBe(new Filter.All([new Filter.Has("meta.x")]), FilterComparer);
        FilterText.Parse(["x!=1"]).ShouldBeOfType<Filter.All>().Parts[0].ShouldBeOfType<Filter.Not>();

        static IReadOnlyList<Filter> Parts(string text) => ((Filter.Any)((Filter.All)FilterText.Parse([text])!).Parts[0]).Parts;
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("=x")]
    [InlineData("!=x")]
    [InlineData("x=")]
    [InlineData("x>= ")]
    [InlineData("year>2020")]
    [InlineData("year<2020")]
    [InlineData("lang==en")]
    [InlineData("year=>2020")]
    [InlineData("year=<2020")]
    [InlineData("!x")]
    [InlineData(null)]
    public void What_is_no_filter_is_refused_with_the_grammar(string? text)
    {
        var refused = Should.Throw<FilterSyntaxException>(() => FilterText.Parse([text!]));
        refused.Message.ShouldContain($"\"{text}\"");
        refused.Message.ShouldContain("field>=number");
    }

    [Fact]
    public void An_order_on_words_is_refused() =>
        Should.Throw<FilterSyntaxException>(() => FilterText.Parse(["author>=Ann"])).Message.ShouldContain("\"Ann\" is neither a number nor a date");

    [Fact]
    public void Any_text_is_a_filter_or_is_refused()
    {
        var piece = Gen.Elements("=", "!", ">", "<", ">=", "!=", "year", "2020", "2024-05-01", " ", "\"", "ü", "true", "-1e9999", "\0", "9999-99-99");
        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                FilterText.Parse([text]).ShouldNotBeNull();
            }
            catch (FilterSyntaxException refused)
            {
                refused.Message.ShouldContain(text);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static readonly IEqualityComparer<Filter?> FilterComparer = EqualityComparer<Filter?>.Create(
        (a, b) => string.Equals(Show(a), Show(b), StringComparison.Ordinal), f => Show(f).GetHashCode(StringComparison.Ordinal));

    private static string Show(Filter? filter) => filter is Filter.All all ? string.Join('&', all.Parts) : filter?.ToString() ?? "";
}
