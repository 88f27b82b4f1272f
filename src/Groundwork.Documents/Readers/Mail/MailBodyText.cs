using Groundwork.Documents.Readers.Web;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>A readable text of a message.</summary>
/// <param name="IsHtml">HTML, else plain.</param>
/// <param name="Text">Decoded.</param>
/// <param name="Line">Line of the message at which it starts.</param>
/// <param name="HasOwnLines">Its lines are lines of the message.</param>
internal sealed record MailBodyText(bool IsHtml, string Text, int Line, bool HasOwnLines)
{
    /// <summary>Letters and digits that a person would see.</summary>
    public int Readable => (IsHtml ? HtmlTags.Strip(Text) : Text).Count(char.IsLetterOrDigit);
}
