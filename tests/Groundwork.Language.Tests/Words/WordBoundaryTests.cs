using System.Globalization;
using Groundwork.Language.Words;

namespace Groundwork.Language.Tests.Words;

public sealed class WordBoundaryTests
{
    // ÷ is a boundary; written by hand, after the rules of the annex.
    [Theory]
    [InlineData("a÷ ÷b")]
    [InlineData("can't÷.")]
    [InlineData("a÷.÷ ")]
    [InlineData("1.5÷,÷a")]
    [InlineData("a1_b÷-÷c")]
    [InlineData("\r\n÷\n÷\u0301÷a")]
    [InlineData("  ÷a\u0301\u200Db")]
    [InlineData("😀\u200D😀÷😀")]
    [InlineData("🇩🇪÷🇫🇷÷🇦")]
    [InlineData("א'÷ ÷א\"ב÷\"")]
    [InlineData("カタ÷ひ÷漢")]
    [InlineData("a:b÷:÷1")]
    public void Boundaries_follow_the_rules(string marked)
    {
        var text = marked.Replace("÷", string.Empty, StringComparison.Ordinal);
        Mark(text).ShouldBe(marked);
    }

    [UnicodeFact("auxiliary/WordBreakTest.txt")]
    public void Every_case_of_the_Unicode_test_file_holds()
    {
        var cases = 0;
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(UnicodeFactAttribute.Folder, "auxiliary/WordBreakTest.txt")))
        {
            var fields = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0) continue;
            var expected = string.Concat(fields[1..^1].Select(f => f switch
            {
                "÷" => "÷",
                "×" => string.Empty,
                _ => char.ConvertFromUtf32(int.Parse(f, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            }));
            cases++;
            if (!string.Equals(Mark(expected.Replace("÷", string.Empty, StringComparison.Ordinal)), expected, StringComparison.Ordinal)) wrong.Add(line);
        }

        wrong.ShouldBeEmpty();
        cases.ShouldBeGreaterThan(1000);
    }

    [UnicodeFact("auxiliary/WordBreakProperty.txt")]
    public void The_embedded_table_says_what_the_Unicode_file_of_its_version_says()
    {
        var lines = File.ReadAllLines(Path.Combine(UnicodeFactAttribute.Folder, "auxiliary/WordBreakProperty.txt"));
        if (!lines[0].Contains("-15.0.", StringComparison.Ordinal)) return;
        foreach (var line in lines)
        {
            var fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2) continue;
            var range = fields[0].Split("..");
            for (var c = Hex(range[0]); c <= Hex(range[^1]); c++)
                (WordBreakTable.Of(c) & ~WordBreak.Pictographic).ToString().ShouldBe(fields[1].Replace("_", string.Empty, StringComparison.Ordinal), line, StringCompareShould.IgnoreCase);
        }
    }

    [Fact]
    public void The_fast_path_for_ASCII_words_agrees_with_the_rules() =>
        HostileText.Check(text =>
        {
            var boundaries = new HashSet<int> { 0 };
            for (var at = 0; at < text.Length;) boundaries.Add(at = WordBoundary.Next(text, at));
            // Text that joins pictures by ZWJ may open a segment before the first letter.
            return text.Contains('\u200D', StringComparison.Ordinal)
                || WordSplitter.Split(text).All(w => boundaries.Contains(w.Start) && boundaries.Contains(w.End));
        }, count: 5000);

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Mark(string text)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var next = WordBoundary.Next(text, at);
            pieces.Add(text[at..next]);
            at = next;
        }

        return string.Join('÷', pieces);
    }
}
