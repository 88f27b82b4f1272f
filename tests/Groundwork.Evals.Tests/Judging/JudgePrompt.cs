using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Tests.Judging;

/// <summary>What a scripted judge reads in a prompt: the code and the texts between the marks.</summary>
internal sealed record JudgePrompt(IReadOnlyList<ChatMessage> Messages, string Code, IReadOnlyDictionary<string, string> Slots)
{
    public string Answer => Slots["answer"];

    public static JudgePrompt Of(IEnumerable<ChatMessage> messages)
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        var asked = all.First(message => message.Role == ChatRole.User).Text;
        var slots = Regex.Matches(asked, @"<<<(?<name>[a-z 0-9]+) (?<code>[0-9a-f]{16})\n(?<text>.*?)\n\k<name> \k<code>>>>", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        return new JudgePrompt(all, slots[0].Groups["code"].Value, slots.ToDictionary(slot => slot.Groups["name"].Value, slot => slot.Groups["text"].Value, StringComparer.Ordinal));
    }
}
