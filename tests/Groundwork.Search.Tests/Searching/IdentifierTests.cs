
namespace Groundwork.Search.Tests.Searching;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("SKU-4421", "SKU-4420 and 4421 of another SKU")]
    [InlineData("RFC 2616", "RFC 2617 replaced 2616 RFC drafts")]
    [InlineData("System.Text.Json", "Text of the System in Json Text")]
    [InlineData("libpq5", "libpq 5 libpq4")]
    [InlineData("std::vector", "vector std vector")]
    [InlineData("C++", "C C C")]
    [InlineData("CVE-2021-44228", "CVE-2021-44229 44228 CVE 2021")]
    [InlineData("user@host", "host of a user, user host")]
    [InlineData("/etc/ssh/sshd_config", "config of sshd in etc and ssh")]
    [InlineData("user_name_of_owner", "owner of name user")]
    public void The_whole_finds_the_exact_identifier_first_and_its_parts_find_it_too(string identifier, string similar)
    {
        using var folder = new Groundwork.TestKit.TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("b-exact", $"It is about {identifier} here."), Sample.Entry("a-similar", $"It is about {similar} here."), Sample.Entry("c-other", "Nothing of that kind."));
        Sample.Find(index, identifier)[0].ShouldBe("b-exact");
        var parts = string.Join(' ', identifier.Split(['-', ':', '/', '.', '@', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries));
        Sample.Find(index, parts).Contains("b-exact", StringComparer.Ordinal).ShouldBeTrue(parts);
        Sample.Find(index, new Query.Phrase(parts)).Contains("b-exact", StringComparer.Ordinal).ShouldBeTrue(parts);
    }

    [Fact]
    public void A_part_with_a_number_finds_the_longer_identifier()
    {
        using var folder = new Groundwork.TestKit.TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(index, Sample.Entry("exact", "calls mm256_mask_add_epi8 twice"), Sample.Entry("other", "calls mm512_mask_sub_epi16 twice"));
        Sample.Find(index, "mm256_mask_add_epi8")[0].ShouldBe("exact");
        Sample.Find(index, "mm256 mask add epi8")[0].ShouldBe("exact");
    }

    [Fact]
    public void An_entry_with_many_of_its_parts_does_not_come_before_the_identifier()
    {
        using var folder = new Groundwork.TestKit.TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(
            index,
            Sample.Entry("exact", "A long text about events of the keyboard and of the mouse in which KeyPress stands once, among much else that is of no interest here."),
            Sample.Entry("parts", "Press a key. Press the key. Key, press, key, press."),
            Sample.Entry("other", "Nothing of that kind."),
            Sample.Entry("more", "Nothing else."));
        Sample.Find(index, "KeyPress").ShouldBe(["exact", "parts"]);
    }

    [Fact]
    public void Words_joined_by_a_hyphen_are_looked_for_side_by_side()
    {
        using var folder = new Groundwork.TestKit.TemporaryDirectory();
        using var index = SearchIndex.Open(new FileIndexDirectory(folder.Path), Sample.Options());
        Sample.Fill(
            index,
            Sample.Entry("exact", "Of many options --group-by is one."),
            Sample.Entry("apart", "A group is sorted by name."),
            Sample.Entry("other", "Nothing of that kind."));
        Sample.Find(index, new Query.Words("--group-by", PairWeight: 0.25f))[0].ShouldBe("exact");
        ScoreOf("--group-by", "exact").ShouldBeGreaterThan(ScoreOf("group by", "exact"));
        ScoreOf("--group-by", "apart").ShouldBe(ScoreOf("group by", "apart"));

        float ScoreOf(string text, string key)
        {
            using var snapshot = index.OpenSnapshot();
            return snapshot.Search(new SearchRequest(new Query.Words(text, PairWeight: 0.25f), null, 3), CancellationToken.None).Single(h => string.Equals(h.Key.Value, key, StringComparison.Ordinal)).Score;
        }
    }
}
