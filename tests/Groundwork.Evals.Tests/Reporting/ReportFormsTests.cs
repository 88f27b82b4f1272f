using System.Text.Json;

namespace Groundwork.Evals.Tests.Reporting;

public class ReportFormsTests
{
    private static readonly EvalRun s_hostile = PlainRun.About(1) with { Subject = "a | b\n# <img src=x onerror=alert(1)> @everyone [x](http://evil.example) \u0007", Dataset = "d`x`" };

    [Fact]
    public void A_report_as_JSON_has_null_for_what_is_infinite_or_unknown()
    {
        using var json = JsonDocument.Parse(ReportJson.Of(Handbook.Make(30, 1).Measure().Report));
        var latency = json.RootElement.GetProperty("metrics")[4];
        latency.GetProperty("metric").GetProperty("max").ValueKind.ShouldBe(JsonValueKind.Null);
        latency.GetProperty("mean").GetProperty("low").GetDouble().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("metrics")[3].GetProperty("certified").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_report_as_JSON_does_not_hold_the_clock() => ReportJson.Of(Handbook.Make(5, 1).Measure().Report).ShouldNotContain("1970");

    [Fact]
    public void Names_cannot_become_markup_in_Markdown()
    {
        ReportMarkdown.Of(new Report(s_hostile with { Subject = "www.evil.example WWW.evil.example" }, [], 0, 1, 1)).ShouldContain("www&#8203;.evil.example WWW&#8203;.evil.example");
        var text = ReportMarkdown.Of(new Report(s_hostile, [], 0, 1, 1) { Notices = ["![x](http://evil.example)"] });
        text.Split('\n')[0].ShouldStartWith("### a \\| b \\# &lt;img");
        text.ShouldNotContain("<img");
        text.ShouldNotContain("[x](");
        text.ShouldNotContain("@everyone");
    }

    [Fact]
    public void Columns_line_up_and_control_characters_reach_no_terminal()
    {
        var text = ReportTable.Of(PlainRun.Of([0.5, 1], PlainRun.Quality with { Name = "質\u001b[31m" }).Report with { Run = s_hostile });
        text.Any(static c => char.IsControl(c) && c != '\n').ShouldBeFalse();
        text.ShouldContain("metric   mean");
    }

    [Fact]
    public void Items_as_CSV_are_quoted_and_run_nothing_in_a_spreadsheet()
    {
        var run = PlainRun.Of([-0.5, 1], PlainRun.Quality with { Min = -1 }, change: static (i, s) => i == 0 ? s with { Id = "=1+1", Input = "says \"no\", then\nleaves" } : s);
        using var writer = new StringWriter();
        ItemsCsv.Write(run.Values, writer, CancellationToken.None);
        writer.ToString().ShouldBe("id,question,cluster,confidence,quality\r\n'=1+1,\"says \"\"no\"\", then leaves\",,,-0.5\r\ns0001,question,,,1\r\n");
    }

    [Fact]
    public void Changes_as_CSV_name_the_gain()
    {
        using var writer = new StringWriter();
        ItemsCsv.WriteChanges(PlainRun.Of([0.5, 1]).Values, PlainRun.Of([0.25, 1]).Values, writer, CancellationToken.None);
        writer.ToString().ShouldBe("id,quality baseline,quality now,quality gain\r\ns0000,0.5,0.25,-0.25\r\ns0001,1,1,0\r\n");
    }
}
