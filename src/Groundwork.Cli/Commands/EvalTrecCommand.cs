using System.CommandLine;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval trec</c></summary>
internal static class EvalTrecCommand
{
    public static Command Create(Shell shell)
    {
        var qrels = new Argument<string>("QRELS") { Description = "Judgements: question 0 document grade per line." };
        var run = new Argument<string>("RUN") { Description = "Rankings: question Q0 document rank score name per line." };
        var measures = new Option<string?>("--measures", "-m") { Description = "Measures with commas between, like ndcg@10,ndcg_exp@10,map; all for what trec_eval has.", HelpName = "LIST" };
        var perQuery = new Option<bool>("--per-query", "-q") { Description = "Print each question too." };
        var level = new Option<int>("--level", "-l") { Description = "Least grade that is relevant for measures without grades.", HelpName = "GRADE", DefaultValueFactory = _ => 1 };
        var depth = new Option<int?>("--depth", "-M") { Description = "Documents of each ranking that are looked at.", HelpName = "N" };
        var present = new Option<bool>("--present-only") { Description = "Leave judged questions without a ranking out of the means; they count 0 otherwise." };
        var command = new Command("trec", """
            Measure a ranking file by a file of judgements, with the values that trec_eval gives.

            A ranking is ordered by score, ties by document id downwards; the rank column is not looked at. A judged question without a ranking counts 0.
            """) { qrels, run, measures, perQuery, level, depth, present };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, _ =>
        {
            var request = new MeasureRankingRequest(parsed.GetValue(qrels)!, parsed.GetValue(run)!)
            {
                Measures = parsed.GetValue(measures), RelevantFrom = parsed.GetValue(level), Depth = parsed.GetValue(depth), PresentOnly = parsed.GetValue(present),
            };
            var reply = MeasureRanking.Run(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.RankingReply, output => EvalForms.WriteTrec(reply, parsed.GetValue(perQuery), output));
            return Task.FromResult(Shell.Done);
        }));
        return command;
    }
}
