namespace Groundwork.Evals.Reporting;

/// <summary>What a gate said, what was not met first.</summary>
internal static class GatePart
{
    public static void Write(HtmlText html, GateDecision decision)
    {
        html.Raw($"<section class=\"gw-section gw-gate {Class(decision.Verdict)}\" id=\"gate\"><h2><span class=\"gw-reading {Class(decision.Verdict)}\">").Text(Sign(decision.Verdict) + Show.Verdict(decision.Verdict)).Raw("</span> ").Text($"Gate {decision.Gate}").Raw("</h2>\n<ul class=\"gw-rules\">\n");
        foreach (var rule in decision.Rules.OrderBy(static r => r.Verdict switch { GateVerdict.Fail => 0, GateVerdict.Inconclusive => 1, _ => 2 }))
        {
            html.Raw($"<li><span class=\"gw-reading {Class(rule.Verdict)}\">").Text(Sign(rule.Verdict) + Show.Verdict(rule.Verdict)).Raw("</span> <strong>").Text(rule.Metric).Raw("</strong>");
            if (rule.Tag is not null) html.Raw(" <span class=\"gw-tag\">").Text($"{rule.Tag} {rule.TagValue}").Raw("</span>");
            html.Raw(" ").Text(rule.Demand).Raw("<span class=\"gw-method\">").Text(rule.Reason).Raw("</span></li>\n");
        }

        html.Raw("</ul></section>\n");
        OverviewPart.Notices(html, decision.Notices);
    }

    private static string Class(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "gw-better", GateVerdict.Fail => "gw-worse", _ => "gw-open" };

    private static string Sign(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "✓ ", GateVerdict.Fail => "✗ ", _ => "? " };
}
