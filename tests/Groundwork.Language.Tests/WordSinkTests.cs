using System.Globalization;

namespace Groundwork.Language.Tests;

public sealed class WordSinkTests
{
    [Fact]
    public void A_sink_receives_what_a_list_receives()
    {
        var analyzer = new TextAnalyzer(LanguageCode.English);
        HostileText.Check(text =>
        {
            var listed = new List<Term>();
            analyzer.Analyze(text, listed);
            var sink = new Collected([]);
            var positions = analyzer.Analyze(text, ref sink);
            return sink.Terms.SequenceEqual(listed) && positions == (listed.Count == 0 ? 0 : listed[^1].Position + 1);
        });
    }

    [Fact]
    public void A_remembered_word_keeps_its_number_and_costs_no_allocation()
    {
        var analyzer = new TextAnalyzer(LanguageCode.English);
        var text = string.Join(' ', Enumerable.Range(0, 8).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i} running std::vector{i} Überraschung")));
        var first = new Noting(7);
        analyzer.Analyze(text, ref first);
        var second = new Noting(7);
        analyzer.Analyze(text, ref second);
        var least = long.MaxValue; // the runtime itself allocates when it compiles a method anew
        for (var i = 0; i < 10; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            analyzer.Analyze(text, ref second);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
        first.Asked.ShouldBe(8 + 8 + 2, "running and Überraschung are known from their second time on");
        second.Asked.ShouldBe(0);
        second.Added.ShouldBe(11 * 32);
        second.AreNumbersRight.ShouldBeTrue();
    }

    [Fact]
    public void A_number_is_told_to_nobody_but_its_owner()
    {
        var analyzer = new TextAnalyzer(LanguageCode.English);
        var (one, other, nobody) = (new Noting(1), new Noting(2), new Noting(0));
        for (var i = 0; i < 3; i++)
        {
            analyzer.Analyze("twice twice", ref one);
            analyzer.Analyze("twice twice", ref other);
            analyzer.Analyze("twice twice", ref nobody);
        }

        (one.Asked, other.Asked, nobody.Asked).ShouldBe((3, 3, 6));
    }

    private struct Collected(List<Term> terms) : IWordSink
    {
        private AnalyzedWord? _word;

        public readonly List<Term> Terms => terms;

        public readonly long Owner => 0;

        public int NumberOf(AnalyzedWord word)
        {
            _word = word;
            return 0;
        }

        public readonly void Add(int number, int start, int position)
        {
            foreach (var term in _word!.Terms) terms.Add(new Term(term.Text, new TextSpan(start + term.Start, term.Length), position + term.Position, term.IsStopWord));
        }
    }

    private struct Noting(long owner) : IWordSink
    {
        public int Asked { get; private set; }

        public int Added { get; private set; }

        public bool AreNumbersRight { get; private set; } = true;

        public readonly long Owner => owner;

        public int NumberOf(AnalyzedWord word)
        {
            Asked++;
            return word.Terms[0].Text.Length;
        }

        public void Add(int number, int start, int position)
        {
            Added++;
            AreNumbersRight &= number is > 2 and < 13;
        }
    }
}
