
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
    [InlineData("mm256_mask_add_epi8", "mm256 add mask epi8 mask")]
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
}
