using Groundwork.Knowledge.Answering;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class StructuredDraftTests
{
    [Theory]
    [InlineData("""{"sentences":[{"text":"Apples are red.","evidence":[{"number":1,"quote":"are red"}]}]}""")]
    [InlineData("```json\n{\"sentences\":[{\"text\":\"Apples are red.\",\"evidence\":[{\"number\":1,\"quote\":\"are red\"}]}]}\n```")]
    [InlineData("""Here you are: {"sentences":[{"text":"Apples are red.","evidence":[{"number":"1","quote":"are red"},]},]} Anything else?""")]
    [InlineData("""{"sentences":[{"text":"Apples are red.","evidence":[{"number":1,"quote":"are red"}""")]
    [InlineData("{\"sentences\":[{\"text\":\"Apples are red.\",\"evidence\":[{\"number\":1,\"quote\":\"are red")]
    [InlineData("{\"sentences\":[{\"text\":\"Apples are red.\",\"evidence\":[{\"number\":1,\"quote\":\"are red\"")]
    [InlineData("""{"sentences":[{"text":"Apples are red. [1 \"are red\"]","evidence":[]}]}""")]
    public void Broken_objects_are_mended(string draft)
    {
        var claim = StructuredDraft.Read(draft).ShouldNotBeNull().ShouldHaveSingleItem();
        (claim.Text, claim.Markers.Single()).ShouldBe(("Apples are red.", new CitationMarker(1, "are red")));
    }

    [Fact]
    public void A_line_break_within_a_string_is_mended() => StructuredDraft.Read("{\"sentences\":[{\"text\":\"Apples\nare red.\",\"evidence\":[1]}]}")!.Single().Text.ShouldBe("Apples are red.");

    [Fact]
    public void No_sentences_is_no_answer() => StructuredDraft.Read("""{"sentences":[]}""").ShouldNotBeNull().ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("Apples are red. [1]")]
    [InlineData("{")]
    [InlineData("{\"answer\":\"Apples\"}")]
    [InlineData("{\"sentences\":\"Apples\"}")]
    [InlineData("{{{{{{{{{{{{{{{{{{{{{{")]
    [InlineData("{\"sentences\":[}")]
    public void What_is_no_such_object_is_left_to_be_read_as_text(string draft) => StructuredDraft.Read(draft).ShouldBeNull();

    [Fact]
    public void Odd_members_are_passed_over() =>
        StructuredDraft.Read("""{"sentences":[1,null,{"text":5},{"text":"  "},{"text":"Apples are red.","evidence":[null,{"number":-1},{"number":1e99},{"quote":"x"},"2"]}]}""")!.Single().Markers.ShouldBe([new CitationMarker(2, null)]);

    [Fact]
    public void A_megabyte_of_braces_costs_little() => StructuredDraft.Read(new string('{', 1_000_000)).ShouldBeNull();
}
