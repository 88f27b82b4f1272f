using FsCheck;
using FsCheck.Fluent;
using Groundwork.Sources.Globs;

namespace Groundwork.Sources.Tests.Globs;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.md", "a.md", true)]
    [InlineData("*.md", "deep/er/a.md", true)]
    [InlineData("*.md", "a.MD", false)]
    [InlineData("/*.md", "deep/a.md", false)]
    [InlineData("docs/*.md", "docs/a.md", true)]
    [InlineData("docs/*.md", "docs/deep/a.md", false)]
    [InlineData("docs/*.md", "more/docs/a.md", false)]
    [InlineData("docs/**/*.md", "docs/a.md", true)]
    [InlineData("docs/**/*.md", "docs/x/y/a.md", true)]
    [InlineData("**/b/**", "a/b/c", true)]
    [InlineData("**/b/**", "a/b", false)]
    [InlineData("a**c", "abc", true)]
    [InlineData("a**c", "ab/c", false)]
    [InlineData("[a-c]?.txt", "bz.txt", true)]
    [InlineData("[!a-c]?.txt", "bz.txt", false)]
    [InlineData("[^a-c]?.txt", "zz.txt", true)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("\\*.md", "*.md", true)]
    [InlineData("\\*.md", "a.md", false)]
    [InlineData("\\!a", "!a", true)]
    [InlineData("文*", "x/文書.md", true)]
    [InlineData("?", "/", false)]
    public void A_pattern_matches_as_in_gitignore(string pattern, string path, bool expected) => Glob.Parse(pattern).Matches(path, isFolder: false).ShouldBe(expected);

    [Fact]
    public void A_pattern_that_ends_with_a_slash_matches_folders_and_what_they_hold()
    {
        var glob = Glob.Parse("bin/");
        glob.Matches("a/bin", isFolder: true).ShouldBeTrue();
        glob.Matches("a/bin", isFolder: false).ShouldBeFalse();
        glob.MatchesOrHolds("a/bin/deep/x.md", isFolder: false).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("./a")]
    [InlineData("[a")]
    [InlineData("a[b/c]d")]
    [InlineData("[z-a]")]
    [InlineData("docs\\")]
    [InlineData("!a")]
    public void A_pattern_that_cannot_be_read_is_quoted_with_the_reason(string pattern)
    {
        var problem = Should.Throw<SourceException>(() => Glob.Parse(pattern));
        problem.Failure.ShouldBe(SourceFailure.BadSpecification);
        problem.Message.ShouldContain($"\"{pattern}\"");
    }

    [Fact]
    public void A_pattern_of_a_megabyte_is_refused_without_being_quoted_whole() =>
        Should.Throw<SourceException>(() => Glob.Parse(new string('a', 1 << 20))).Message.Length.ShouldBeLessThan(300);

    [Fact]
    public void The_matcher_agrees_with_the_naive_one()
    {
        var patterns = Gen.Elements("a", "b", "*", "?", "**", "/", "ab", "/**/", "**/", "/*").ListOf().Select(parts => string.Concat(parts));
        var paths = Gen.Elements("a", "b", "ab", "ba", "aab").NonEmptyListOf().Select(names => string.Join('/', names));
        var matched = 0;
        Prop.ForAll(patterns.ToArbitrary(), paths.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (pattern, path, isFolder) =>
        {
            if (Parse(pattern) is not { } glob) return true;
            var expected = NaiveGlob.Matches(pattern, path, isFolder);
            if (expected) matched++;
            return glob.Matches(path, isFolder) == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        matched.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Stars_against_a_name_made_to_go_back_for_ever_end_soon()
    {
        var glob = Glob.Parse(string.Concat(Enumerable.Repeat("*a", 400)) + "b");
        glob.Matches(new string('a', 4000), isFolder: false).ShouldBeFalse();
        var deep = Glob.Parse(string.Concat(Enumerable.Repeat("**/a/", 150)) + "b");
        deep.Matches(string.Join('/', Enumerable.Repeat("a", 2000)), isFolder: false).ShouldBeFalse();
    }

    [Fact]
    public void What_is_left_out_wins_over_what_is_taken()
    {
        var rules = PathRules.Parse(["*.md", "notes/"], ["drafts/", "notes/**/secret*"]);
        rules.Admits("a.md").ShouldBeTrue();
        rules.Admits("a.txt").ShouldBeFalse();
        rules.Admits("notes/a.txt").ShouldBeTrue();
        rules.Admits("notes/x/secret.txt").ShouldBeFalse();
        rules.Admits("drafts/a.md").ShouldBeFalse();
        rules.ReasonAgainst("drafts", isFolder: true).ShouldNotBeNull().ShouldContain("\"drafts/\"");
        rules.ReasonAgainst("other", isFolder: true).ShouldBeNull();
    }

    private static Glob? Parse(string pattern)
    {
        try
        {
            return Glob.Parse(pattern);
        }
        catch (SourceException)
        {
            return null;
        }
    }
}
