using System.Globalization;

namespace Groundwork.Evals.Reporting;

/// <summary>An answer whose claims are marked by verdict: by colour, by the form of the line, and by a sign with a number.</summary>
internal static class AnswerText
{
    public static void Write(HtmlText html, string text, IReadOnlyList<MarkedClaim> claims, int mostChars)
    {
        var shown = Cut(text, mostChars);
        html.Raw("<div class=\"gw-answer\" dir=\"auto\">");
        var at = 0;
        for (var i = 0; i < claims.Count; i++)
        {
            var span = claims[i].Span;
            // Claims that overlap an earlier one, or lie beyond what is shown, stand in the list alone.
            if (span.IsEmpty || span.Start < at || !span.IsWithin(shown.Length)) continue;
            html.Text(shown[at..span.Start]);
            html.Raw($"<span class=\"gw-claim {Class(claims[i].Verdict)}\">").Text(span.Of(shown)).Raw("</span><sup class=\"gw-sign\"><span class=\"gw-hidden\">").Text($" [claim {Number(i)}: {Words(claims[i].Verdict)}] ")
                .Raw("</span><span aria-hidden=\"true\">").Text(Sign(claims[i].Verdict) + Number(i)).Raw("</span></sup>");
            at = span.End;
        }

        html.Text(shown[at..]);
        if (shown.Length < text.Length) html.Raw("<span class=\"gw-cut\">").Text($" … {Show.Count(text.Length - shown.Length)} more characters").Raw("</span>");
        html.Raw("</div>\n");
    }

    public static void List(HtmlText html, IReadOnlyList<MarkedClaim> claims, string text)
    {
        if (claims.Count == 0) return;
        html.Raw("<ol class=\"gw-claims\">\n");
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            html.Raw($"<li class=\"{Class(claim.Verdict)}\"><span class=\"gw-verdict\">").Text($"{Sign(claim.Verdict)}{Number(i)} {Words(claim.Verdict)}").Raw("</span>");
            if (claim.Span.IsWithin(text.Length)) html.Raw(" <bdi class=\"gw-claim-text\">").Text(Excerpt.Of(claim.Span.Of(text), 160)).Raw("</bdi>");
            if (claim.Why.Length > 0) html.Raw(" <span class=\"gw-why\">").Text(Excerpt.Of(claim.Why, 400)).Raw("</span>");
            foreach (var citation in claim.Citations)
            {
                html.Raw("<span class=\"gw-citation\"><span class=\"gw-check\">").Text(citation.Holds switch { true => "✓ ", false => "✗ ", null => "? " } + citation.Check).Raw("</span> <code>").Text(Excerpt.Of(citation.Document, 160)).Raw("</code>");
                if (citation.Quote.Length > 0) html.Raw(" <q dir=\"auto\">").Text(Excerpt.Of(citation.Quote, 300)).Raw("</q>");
                html.Raw("</span>");
            }

            html.Raw("</li>\n");
        }

        html.Raw("</ol>\n");
    }

    public static string Cut(string text, int mostChars)
    {
        if (text.Length <= mostChars) return text;
        return text[..(char.IsHighSurrogate(text[mostChars - 1]) ? mostChars - 1 : mostChars)];
    }

    public static string Words(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "supported",
        ClaimVerdict.NotInReference => "supported, not in the reference",
        ClaimVerdict.OwnKnowledge => "right, from its own knowledge",
        ClaimVerdict.Unsupported => "unsupported",
        _ => "no verdict",
    };

    private static string Sign(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "✓",
        ClaimVerdict.NotInReference => "≠",
        ClaimVerdict.OwnKnowledge => "○",
        ClaimVerdict.Unsupported => "✗",
        _ => "?",
    };

    private static string Class(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "gw-supported",
        ClaimVerdict.NotInReference => "gw-noise",
        ClaimVerdict.OwnKnowledge => "gw-own",
        ClaimVerdict.Unsupported => "gw-unsupported",
        _ => "gw-unknown",
    };

    private static string Number(int claim) => (claim + 1).ToString(CultureInfo.InvariantCulture);
}
