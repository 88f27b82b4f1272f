using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.UseCases.Tests;

public class UploadNameTests
{
    private static readonly string[] s_parts = ["a", "..", ".", "/", "\\", " ", "\0", "\n", ".git", "é", "e\u0301", "日本", "C:", "~", "\u202E", "\ud800", "👍", "?", "x.md"];

    [Fact]
    public void Whatever_is_accepted_stays_below_the_folder_and_means_itself_again()
    {
        var names = Gen.Elements(s_parts).ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(names, name =>
        {
            string accepted;
            try
            {
                accepted = UploadName.Parse(name);
            }
            catch (InvalidRequestException)
            {
                return true;
            }

            var root = Path.Combine(Path.GetTempPath(), "uploads");
            var path = Path.GetFullPath(Path.Combine(root, accepted));
            return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && string.Equals(path, Path.Combine(root, accepted), StringComparison.Ordinal)
                && accepted.Split('/').All(part => part.Length > 0 && part[0] != '.')
                && string.Equals(UploadName.Parse(accepted), accepted, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("notes.md", "notes.md")]
    [InlineData("a/b c/d.md", "a/b c/d.md")]
    [InlineData("Brücke.md", "Brücke.md")]
    [InlineData("Bru\u0308cke.md", "Brücke.md")]
    [InlineData("مذكرة.md", "مذكرة.md")]
    [InlineData("可視化.md", "可視化.md")]
    [InlineData("👩‍🔬.md", "👩‍🔬.md")]
    public void Letters_of_every_script_stay(string name, string expected) => UploadName.Parse(name).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("/a")]
    [InlineData("a\0b")]
    public void A_bad_name_is_refused_with_the_way_out(string? name) =>
        Should.Throw<InvalidRequestException>(() => UploadName.Parse(name)).Message.ShouldMatch("Rename the file|Give each file one");

    [Fact]
    public void Half_a_character_is_refused() =>
        Should.Throw<InvalidRequestException>(() => UploadName.Parse("a" + '\ud800' + "b")).Message.ShouldContain("well-formed");

    [Fact]
    public void A_name_beyond_what_file_systems_take_is_refused()
    {
        Should.Throw<InvalidRequestException>(() => UploadName.Parse(new string('日', 67)));
        Should.Throw<InvalidRequestException>(() => UploadName.Parse(string.Join('/', Enumerable.Repeat("a", 17))));
    }
}
