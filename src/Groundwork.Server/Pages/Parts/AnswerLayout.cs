using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>An answer cut into claims and the text between them; every cited span has one number, however often it is cited.</summary>
internal sealed class AnswerLayout
{
    private AnswerLayout(IReadOnlyList<AnswerPiece> pieces, IReadOnlyList<AnswerSource> sources) => (Pieces, Sources) = (pieces, sources);

    public IReadOnlyList<AnswerPiece> Pieces { get; }

    public IReadOnlyList<AnswerSource> Sources { get; }

    public static AnswerLayout Of(AskReply reply)
    {
        var sources = new Dictionary<(string, SpanReply), AnswerSource>();
        var pieces = new List<AnswerPiece>();
        var done = 0;
        foreach (var claim in reply.Claims.OrderBy(c => c.Span.Start))
        {
            var (start, end) = (claim.Span.Start, claim.Span.Start + claim.Span.Length);
            if (start < done || end > reply.Answer.Length || claim.Span.Length <= 0) continue; // Claims do not overlap; a foreign reply may.
            if (start > done) pieces.Add(new AnswerPiece(reply.Answer[done..start], []));
            pieces.Add(new AnswerPiece(reply.Answer[start..end], [.. claim.Citations.Select(NumberOf).DistinctBy(s => s.Number)]) { IsUnsupported = claim.Supported == false, IsNotCompared = claim.Compared == false });
            done = end;
        }

        if (done < reply.Answer.Length) pieces.Add(new AnswerPiece(reply.Answer[done..], []));
        return new AnswerLayout(pieces, [.. sources.Values.OrderBy(s => s.Number)]);

        AnswerSource NumberOf(CitationReply citation)
        {
            var key = (citation.Document, citation.Span);
            if (!sources.TryGetValue(key, out var source)) sources.Add(key, source = new AnswerSource(sources.Count + 1, citation));
            return source;
        }
    }
}
