using Groundwork.Knowledge.Understanding;
using static Groundwork.Knowledge.Tests.Understanding.Library;

namespace Groundwork.Knowledge.Tests.Understanding;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("replicatoin", "replication")]
    [InlineData("replcation", "replication")]
    [InlineData("Repplication", "Replication")]
    [InlineData("rebliccation", "replication")]
    [InlineData("erplication", "replication")]
    [InlineData("librery", "library")]
    public async Task A_word_that_nobody_wrote_becomes_one_that_is_spelt_nearly_so(string written, string meant)
    {
        await using var shelf = await OpenAsync();
        var found = await AskAsync(With(shelf, RetrievalStep.Spelling), $"{written} time");
        var step = found.Steps.ShouldHaveSingleItem();
        step.IsUsed.ShouldBeTrue();
        step.What.ShouldBe($"{written} → {meant}");
        found.Searched.ShouldBe($"{meant} time");
        found.Understood.ShouldBeNull("what is answered stays the question asked");
    }

    [Theory]
    [InlineData("replication")]
    [InlineData("SKU-4421 x86 repl1cation")]
    [InlineData("\"replicatoin\"")]
    [InlineData("replicatoin~2 replicatoin*")]
    [InlineData("RPLICATION")]
    [InlineData("zzzzqqqq")]
    [InlineData("the of and")]
    [InlineData("图书馆在哪里")]
    [InlineData("idx")]
    [InlineData("bains")]
    [InlineData("ventures")]
    [InlineData("weathering")]
    public async Task Known_quoted_wild_short_and_hopeless_words_stay(string text)
    {
        await using var shelf = await OpenAsync();
        var found = await AskAsync(With(shelf, RetrievalStep.Spelling), text);
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeFalse();
        found.Searched.ShouldBeNull();
    }

    [Fact]
    public async Task Only_documents_that_pass_the_filter_offer_words()
    {
        await using var shelf = await OpenAsync();
        async Task<Retrieved> Within(string document) =>
            await With(shelf, RetrievalStep.Spelling).RetrieveAsync(new Question("replicatoin", FilterText.Parse([$"document={document}"])), 10, explain: false, default);
        (await Within("wet.md")).Steps.ShouldHaveSingleItem().IsUsed.ShouldBeFalse("no weather report says replication");
        (await Within("index.md")).Searched.ShouldBe("replication");
    }

    [Fact]
    public async Task Two_steps_and_a_conversation_change_one_question()
    {
        await using var shelf = await OpenAsync();
        var found = await AskAsync(With(shelf, RetrievalStep.Spelling, RetrievalStep.FollowUp), "Do they provide online servces?", User("Where is the Ventura Superior Court?"));
        found.Steps.Select(s => (s.Step, s.IsUsed)).ShouldBe([(RetrievalStep.FollowUp, true), (RetrievalStep.Spelling, true)]);
        found.Searched.ShouldBe("Do they provide online services?");
        found.Asked!.Carried.ShouldContain(c => c.Text == "Ventura");
        First(found).ShouldBe("court.md");
    }

    [Fact]
    public async Task A_page_pasted_as_a_question_is_not_corrected()
    {
        await using var shelf = await OpenAsync();
        var found = await AskAsync(With(shelf, RetrievalStep.Spelling), string.Concat(Enumerable.Repeat("replicatoin ", 1000)));
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeFalse();
    }

    [Fact]
    public async Task Other_scripts_are_corrected_with_their_own_letters()
    {
        await using var shelf = await OpenAsync(("ru.md", "Библиотека выдаёт книги. Библиотека открыта утром и вечером каждый день, кроме воскресенья."));
        (await AskAsync(With(shelf, RetrievalStep.Spelling), "бибилотека книги")).Steps.ShouldHaveSingleItem().What.ShouldContain("библиотека");
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "ab", 2)]
    [InlineData("abc", "acb", 1)]
    [InlineData("replicatoin", "replication", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Slips_are_counted_as_the_textbook_does(string a, string b, int slips)
    {
        SlipDistance.Of(a, b).ShouldBe(slips);
        SlipDistance.Of(b, a).ShouldBe(slips);
    }

    [Fact]
    public void The_variants_of_a_word_are_all_strings_at_one_slip()
    {
        var variants = SpellingVariants.Of("abc").ToHashSet(StringComparer.Ordinal);
        variants.Contains("bc").ShouldBeTrue();
        variants.Contains("bac").ShouldBeTrue();
        variants.Contains("axc").ShouldBeTrue();
        variants.Contains("abcz").ShouldBeTrue();
        variants.Contains("zabc").ShouldBeTrue();
        variants.Contains("abc").ShouldBeFalse();
        // 3 left out, 2 exchanged, 75 replaced, 104 added of which 3 come twice.
        variants.Count.ShouldBe(3 + 2 + 75 + 101);
        SpellingVariants.Of("กขค").ShouldAllBe(v => v.Length <= 3, "no letters are known of that script");
    }
}
