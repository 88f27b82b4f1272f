using static Groundwork.Evals.Reporting.Scale;

namespace Groundwork.Evals.Reporting;

/// <summary>An interval as a small picture: a line with a dot, on an axis with marks.</summary>
internal static class Strip
{
    private const double Width = 200;
    private const double Height = 22;
    private const double Edge = 6;
    private const double Middle = Height / 2;

    /// <param name="html">Where to.</param>
    /// <param name="estimate">What is drawn.</param>
    /// <param name="scale">The axis.</param>
    /// <param name="reference">A value to compare with, as a dashed line; null for none.</param>
    /// <param name="kind">Class that gives the colour.</param>
    /// <param name="words">What the picture says, for those who do not see it.</param>
    public static void Write(HtmlText html, Estimate estimate, Scale scale, double? reference, string kind, string words)
    {
        var (low, high, at) = (X(scale, estimate.Interval.Low), X(scale, estimate.Interval.High), X(scale, estimate.Value));
        html.Raw($"<svg class=\"gw-strip {kind}\" viewBox=\"0 0 {Coordinate(Width)} {Coordinate(Height)}\" role=\"img\"><title>").Text(words).Raw("</title>");
        html.Raw($"<desc>Axis from ").Text(Show.Number(scale.From)).Raw(" to ").Text(Show.Number(scale.To)).Raw("</desc>");
        html.Raw($"<line class=\"gw-axis\" x1=\"{Coordinate(Edge)}\" x2=\"{Coordinate(Width - Edge)}\" y1=\"{Coordinate(Middle)}\" y2=\"{Coordinate(Middle)}\"/>");
        for (var tick = 0; tick <= 4; tick++)
        {
            var x = Coordinate(Edge + ((Width - (2 * Edge)) * tick / 4));
            html.Raw($"<line class=\"gw-tick\" x1=\"{x}\" x2=\"{x}\" y1=\"{Coordinate(Middle - (tick % 2 == 0 ? 5 : 3))}\" y2=\"{Coordinate(Middle + (tick % 2 == 0 ? 5 : 3))}\"/>");
        }

        if (reference is { } mark) html.Raw($"<line class=\"gw-reference\" x1=\"{Coordinate(X(scale, mark))}\" x2=\"{Coordinate(X(scale, mark))}\" y1=\"1\" y2=\"{Coordinate(Height - 1)}\"/>");
        html.Raw($"<rect class=\"gw-range\" x=\"{Coordinate(low)}\" y=\"{Coordinate(Middle - 4)}\" width=\"{Coordinate(Math.Max(1.5, high - low))}\" height=\"8\" rx=\"4\"/>");
        html.Raw($"<circle class=\"gw-dot\" cx=\"{Coordinate(at)}\" cy=\"{Coordinate(Middle)}\" r=\"3.75\"/></svg>");
    }

    private static double X(Scale scale, double value) => scale.Place(value, Edge, Width - Edge);
}
