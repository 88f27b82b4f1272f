using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork ask "question"</c>, or a batch of questions into a file of answers.</summary>
internal static class AskCommand
{
    public static Command Create(Shell shell)
    {
        var question = new Argument<string?>("QUESTION") { Description = "The question, in any language.", Arity = ArgumentArity.ZeroOrOne };
        var questions = new Option<string?>("--questions") { Description = "Batch: JSONL file with {\"id\"|\"_id\",\"text\"} per line.", HelpName = "FILE" };
        var target = new Option<string?>("--out") { Description = "Batch: JSONL file to write, one reply per line.", HelpName = "FILE" };
        var extractive = new Option<bool>("--extractive") { Description = "Answer with sentences of the sources, even when a chat model is configured." };
        var conversation = new Option<string?>("--conversation") { Description = "Ask in this conversation, whose earlier turns go along; \"new\" begins one.", HelpName = "ID" };
        var goesOn = new Option<bool>("--continue") { Description = "Ask in the conversation of the collection that changed last." };
        var unsupported = new Option<string?>("--unsupported") { Description = "Sentences of the model that their evidence does not carry: remove (default) or mark.", HelpName = "remove|mark" };
        var wrongCost = new Option<double?>("--wrong-cost") { Description = "Cost of a wrong answer relative to a missing one, 0 to 1000: 0 always answers, 1 wants an even chance, 9 nine in ten. Default 0.43 for extractive answers.", HelpName = "COST" };
        var judge = new Option<bool>("--judge") { Description = "Also ask the model whether each sentence follows from what it cites." };
        var (mode, filter, collapse) = (QueryOptions.Mode(), QueryOptions.Filter(), QueryOptions.CollapseDuplicates());
        var (steps, history) = (QueryOptions.Steps(), QueryOptions.History());
        var command = new Command("ask", """
            Answer a question from a collection. Every claim carries a citation that was re-checked against its source; when the evidence is weak, there is no answer but the closest passages.

            Without a chat model the answer is made of sentences of the sources. Configure one with GROUNDWORK_CHAT_URL, GROUNDWORK_CHAT_MODEL and GROUNDWORK_CHAT_KEY.
            """) { question, mode, filter, collapse, extractive, conversation, goesOn, unsupported, wrongCost, judge, steps, history, questions, target };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var collection = parsed.GetValue(shell.Collection)!;
            if (parsed.GetValue(questions) is { } file)
            {
                var path = parsed.GetValue(target) ?? throw new InvalidRequestException("--questions needs --out FILE: the JSONL file to write.");
                using var counting = new Counting(shell, shell.DrawsProgress(parsed), "questions");
                var asked = new AskBatchRequest(file, path, collection, parsed.GetValue(mode)!, parsed.GetValue(filter), parsed.GetValue(extractive))
                {
                    Unsupported = parsed.GetValue(unsupported), WrongCost = parsed.GetValue(wrongCost), Judge = parsed.GetValue(judge) ? true : null,
                };
                var batch = await new AskBatch(workspace).RunAsync(asked, counting, cancellationToken);
                shell.Reply(parsed, batch, GroundworkJson.Readable.BatchReply, output => BatchText.Draw(output, batch));
                return Shell.Done;
            }

            var text = parsed.GetValue(question) ?? throw new InvalidRequestException("Ask something: groundwork ask \"question\".");
            var request = new AskRequest(text, collection, parsed.GetValue(mode)!, parsed.GetValue(filter), parsed.GetValue(extractive), parsed.GetValue(collapse))
            {
                Unsupported = parsed.GetValue(unsupported), WrongCost = parsed.GetValue(wrongCost), Judge = parsed.GetValue(judge) ? true : null,
                History = parsed.GetValue(history) is { } turns ? await HistoryFile.ReadAsync(turns, cancellationToken) : null,
                Steps = QueryOptions.Read(parsed.GetValue(steps)),
            };
            if (parsed.GetValue(conversation) is not null || parsed.GetValue(goesOn))
                return await AskInAsync(shell, parsed, workspace, await ConversationOfAsync(workspace, request, parsed.GetValue(conversation), cancellationToken), request, cancellationToken);
            var reply = await AnswerAsync(shell, parsed, new AskQuestion(workspace).RunAsync(request, cancellationToken));
            await QueryOptions.WriteAsync(shell.Error, reply.Steps, parsed.GetValue(steps) is not null);
            shell.Reply(parsed, reply, GroundworkJson.Readable.AskReply, output => AnswerText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static async Task<string> ConversationOfAsync(Workspace workspace, AskRequest request, string? conversation, CancellationToken cancellationToken)
    {
        var conversations = new ManageConversations(workspace);
        if (conversation is null) return await conversations.LatestAsync(request.Collection, cancellationToken);
        if (conversation is not "new") return conversation;
        new AskInConversation(workspace).Check(request);
        return (await conversations.BeginAsync(new BeginConversationRequest(request.Collection), cancellationToken)).Conversation;
    }

    private static async Task<int> AskInAsync(Shell shell, ParseResult parsed, Workspace workspace, string conversation, AskRequest request, CancellationToken cancellationToken)
    {
        TurnReply? turn = null;
        var reply = await AnswerAsync(shell, parsed, NewsAsync());
        await shell.Error.WriteLineAsync($"Conversation {conversation}{(turn!.LeftOut > 0 ? $"; its oldest {turn.LeftOut} turns no longer fit and did not go along" : "")}.");
        shell.Reply(parsed, turn, GroundworkJson.Readable.TurnReply, output => AnswerText.Draw(output, reply));
        return Shell.Done;

        async IAsyncEnumerable<AskUpdate> NewsAsync()
        {
            await foreach (var update in new AskInConversation(workspace).AskAsync(conversation, request, cancellationToken))
            {
                if (update is ConversationUpdate.News news) yield return news.Update;
                if (update is ConversationUpdate.Ended ended) turn = ended.Turn;
            }
        }
    }

    private static async Task<AskReply> AnswerAsync(Shell shell, ParseResult parsed, IAsyncEnumerable<AskUpdate> updates)
    {
        AskReply? reply = null;
        var isDrafting = false;
        await foreach (var update in updates)
        {
            switch (update)
            {
                case AskUpdate.Found { Notice: { } notice }:
                    await shell.Error.WriteLineAsync(notice);
                    break;
                case AskUpdate.Drafted drafted when shell.DrawsProgress(parsed):
                    if (!isDrafting) await shell.Error.WriteLineAsync("Draft, not yet checked:");
                    isDrafting = true;
                    await shell.Error.WriteAsync(drafted.Text);
                    break;
                case AskUpdate.Done done:
                    reply = done.Reply;
                    break;
            }
        }

        if (isDrafting) await shell.Error.WriteLineAsync("\n");
        return reply ?? throw new InvalidOperationException("The answer ended without a reply.");
    }
}
