using System.Text.Json;
using System.Text.RegularExpressions;

namespace Groundwork.House.Tests;

public sealed partial class HandbookLessonTests
{
    public static TheoryData<string> Lessons() => new(Directory.EnumerateFiles(Path.Combine(House.Root, "content", "handbook"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_has_its_own_anchors_its_length_and_its_sources(string lesson)
    {
        var text = Code().Replace(House.Read("content", "handbook", lesson + ".md"), "");
        var headings = text.Split('\n').Where(l => l.StartsWith('#')).ToList();
        headings.ShouldAllBe(h => Heading().IsMatch(h));
        var anchors = headings.Select(h => Heading().Match(h).Groups["anchor"].Value).ToList();
        anchors.ShouldBeUnique(StringComparer.Ordinal);
        anchors[0].ShouldBe(lesson);
        anchors[^1].ShouldBe("sources");
        text[text.LastIndexOf("{#sources}", StringComparison.Ordinal)..].Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        var words = text[..text.LastIndexOf("## ", StringComparison.Ordinal)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        words.ShouldBeInRange(500, 1000);
    }

    [Fact]
    public void Every_evaluation_question_has_its_answers_in_the_section_it_names()
    {
        var ids = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Root, "evals", "handbook"), "questions.*.jsonl"))
            foreach (var line in File.ReadLines(file))
            {
                using var json = JsonDocument.Parse(line);
                var question = json.RootElement;
                var id = question.GetProperty("id").GetString()!;
                ids.Add(id);
                question.GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
                var section = Section(question.GetProperty("lesson").GetString()!, question.GetProperty("anchor").GetString()!).ShouldNotBeNull($"{id} names a section that does not exist.");
                question.GetProperty("answers").GetArrayLength().ShouldBeGreaterThan(0);
                foreach (var answer in question.GetProperty("answers").EnumerateArray()) section.ShouldContain(answer.GetString()!, Case.Insensitive, id);
            }

        ids.Count.ShouldBeGreaterThan(200);
        ids.ShouldBeUnique(StringComparer.Ordinal);
    }

    private static string? Section(string lesson, string anchor)
    {
        var lines = House.Read("content", "handbook", lesson + ".md").Split('\n');
        var start = Array.FindIndex(lines, l => l.StartsWith('#') && l.EndsWith($"{{#{anchor}}}", StringComparison.Ordinal));
        return start < 0 ? null : string.Join('\n', lines.Skip(start + 1).TakeWhile(l => !Heading().IsMatch(l)));
    }

    [GeneratedRegex(@"^#{1,6} .*\{#(?<anchor>[a-z0-9-]+)\}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
