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
    public void A_remembered_word_keeps_its_note_and_costs_no_allocation()
    {
        var analyzer = new TextAnalyzer(LanguageCode.English);
        var text = string.Join(' ', Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i} running std::vector{i} Überraschung")));
        var first = new Noting(7);
        analyzer.Analyze(text, ref first);
        var second = new Noting(7);
        analyzer.Analyze(text, ref second);
        var before = GC.GetAllocatedBytesForCurrentThread();
        analyzer.Analyze(text, ref second);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        first.Known.ShouldBe(39 + 39, "running and Überraschung are known from their second time on");
        second.Unknown.ShouldBe(0);
    }

    private readonly struct Collected(List<Term> terms) : IWordSink
    {
        public List<Term> Terms => terms;

        public void Add(AnalyzedWord word, int start, int position)
        {
            foreach (var term in word.Terms) terms.Add(new Term(term.Text, new TextSpan(start + term.Start, term.Length), position + term.Position, term.IsStopWord));
        }
    }

    private struct Noting(long owner) : IWordSink
    {
        public int Known { get; private set; }

        public int Unknown { get; private set; }

        public void Add(AnalyzedWord word, int start, int position)
        {
            if (word.NoteOwner == owner) Known++;
            else Unknown++;
            word.SetNote(owner, position);
        }
    }
}
