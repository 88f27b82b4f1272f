using Groundwork.UseCases.Conversing;

namespace Groundwork.UseCases;

/// <summary>One answer as Markdown, to be handed on: footnotes name title, file, place and quote, never where a file lies, and texts stay texts, whatever marks they hold.</summary>
public static class AnswerMarkdown
{
    /// <summary>The question and its answer with footnotes.</summary>
    public static string Of(string question, AskReply reply) => ConversationMarkdown.Of(question, reply);
}
