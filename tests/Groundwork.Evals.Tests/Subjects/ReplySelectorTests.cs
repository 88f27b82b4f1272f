using System.Text.Json;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Subjects;

public sealed class ReplySelectorTests
{
    private const string Reply = """{"a": {"b": ["x", "y"], "odd name": 1}, "hits": [{"id": "d1"}, {"id": "d2"}, {"no": 0}], "n": null, "t": true}""";

    [Theory]
    [InlineData("$.a.b[0]", "x")]
    [InlineData("$.a.b[-1]", "y")]
    [InlineData("$['a'][\"odd name\"]", "1")]
    [InlineData("$.hits[*].id", "d1 d2")]
    [InlineData("$.a.*[*]", "x y")]
    [InlineData("$.a.b[7]", "")]
    [InlineData("$.nothing.at.all", "")]
    [InlineData("$.n", "")]
    [InlineData("$.t", "true")]
    public void A_path_picks_what_it_names(string path, string expected)
    {
        using var json = JsonDocument.Parse(Reply);
        string.Join(' ', ReplySelector.Parse(path).Select(json.RootElement).Select(ReplySelector.TextOf).OfType<string>()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$.a[")]
    [InlineData("$.a[x]")]
    [InlineData("$['a]")]
    [InlineData("$.a..b")]
    public void What_is_no_path_is_refused(string path) => Should.Throw<FormatException>(() => ReplySelector.Parse(path)).Message.ShouldContain("is no path");
}
