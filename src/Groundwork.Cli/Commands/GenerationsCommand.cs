using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork generations</c></summary>
internal static class GenerationsCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("generations", "List the builds of a collection: how each cuts and embeds its documents, and which is in use.")
        {
            Step(shell, "rollback", "Go back to the build that was in use before; repeat it to undo it.", (generations, name, token) => generations.RollBackAsync(name, token)),
            Step(shell, "forget", "Forget the build that is kept to go back to.", (generations, name, token) => generations.ForgetAsync(name, token)),
        };
        command.SetAction(Running(shell, (generations, name, token) => generations.ListAsync(name, token)));
        return command;
    }

    private static Command Step(Shell shell, string name, string description, Func<Generations, string, CancellationToken, Task<GenerationsReply>> run)
    {
        var command = new Command(name, description);
        command.SetAction(Running(shell, run));
        return command;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> Running(Shell shell, Func<Generations, string, CancellationToken, Task<GenerationsReply>> run) =>
        (parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await run(new Generations(workspace), parsed.GetValue(shell.Collection)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.GenerationsReply, output =>
            {
                foreach (var g in reply.Generations)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{g.Generation,4}  {g.State,-8}  {g.MadeAt:yyyy-MM-dd HH:mm}  {g.Embedder ?? "words alone",-24}  {g.Chunker}"));
            });
            return Shell.Done;
        });
}
