using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>A conversation, turn by turn.</summary>
internal static class ConversationLines
{
    public static void Draw(TextWriter output, ConversationReply conversation)
    {
        output.WriteLine($"{conversation.Title} ({conversation.Collection})");
        foreach (var turn in conversation.Turns)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{turn.Turn}> {(turn.State == TurnState.Forgotten ? "(removed with a deleted document)" : turn.Question)}\n"));
            if (turn.Problem is { } problem) output.WriteLine($"{problem.Code}  {problem.Message}");
            if (turn.Reply is { } reply) AnswerText.Draw(output, reply);
            if (turn.State is TurnState.Stopped) output.WriteLine("  Stopped.");
            if (turn.State is TurnState.Open) output.WriteLine("  No answer yet.");
            if (turn.Feedback is { } feedback) output.WriteLine($"  {(feedback.Verdict is "up" ? "helpful" : "not helpful")}{(feedback.Reason is { } reason ? $": {reason}" : "")}");
        }
    }
}
