using Groundwork.Language.Words;

namespace Groundwork.Language.Tests.Words;

public sealed class WordScannerTests
{
    // The slow way: every segment by the rules of the annex, words of one run joined afterwards.
    [Fact]
    public void The_short_way_for_ASCII_finds_the_words_of_the_rules() =>
        HostileText.Check(text =>
        {
            var words = WordSplitter.Split(text);
            var at = 0;
            foreach (var word in words)
            {
                var first = at;
                while (first < word.Start) first = WordBoundary.Next(text, first);
                if (first != word.Start) return false;
                var end = first;
                while (end < word.End) end = WordBoundary.Next(text, end);
                if (end != word.End) return false;
                at = end;
            }

            return true;
        });
}
