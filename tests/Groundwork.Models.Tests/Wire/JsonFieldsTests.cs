using System.Text;
using System.Text.Json;

namespace Groundwork.Models.Wire;

public sealed class JsonFieldsTests
{
    [Theory]
    [InlineData("""{"t":"a\ud83d"}""", "a\uFFFD")]
    [InlineData("""{"t":"\ude00b"}""", "\uFFFDb")]
    [InlineData("""{"t":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"t":"\ud83d\ud83d\ude00\n\u00e9"}""", "\uFFFD😀\né")]
    [InlineData("""{"t":"\\ud83d\ud83d"}""", "\\ud83d\uFFFD")]
    public void Half_a_surrogate_pair_becomes_a_replacement_character(string json, string expected)
    {
        using var parsed = JsonFields.Parse(Encoding.UTF8.GetBytes(json));

        parsed.RootElement.TextField("t").ShouldBe(expected);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_not_json() =>
        Should.Throw<JsonException>(() => JsonFields.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }));

    [Fact]
    public void Fields_of_another_kind_than_promised_count_as_missing()
    {
        using var parsed = JsonFields.Parse("""{"a":1,"b":"x","c":null,"d":-1,"e":1.5,"f":99999999999999999999}"""u8.ToArray());
        var root = parsed.RootElement;

        root.TextField("a").ShouldBeNull();
        root.CountField("b").ShouldBeNull();
        root.Field("c").ShouldBeNull();
        root.CountField("d").ShouldBeNull();
        root.CountField("e").ShouldBeNull();
        root.CountField("f").ShouldBeNull();
        root.CountField("a").ShouldBe(1);
        root.ObjectField("b").ShouldBeNull();
        root.ArrayField("b").ShouldBeNull();
    }
}
