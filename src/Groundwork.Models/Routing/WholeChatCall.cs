using Groundwork.Models.Context;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A chat request whose answer comes whole.</summary>
internal sealed class WholeChatCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options) : ChatCall<ChatResponse>(messages, options)
{
    public override async Task<ChatResponse> AttemptAsync(Attempt attempt)
    {
        var response = await attempt.State.Clients.Chat.GetResponseAsync(MessagesFor(attempt), OptionsFor(attempt), attempt.Token);
        var isFiltered = response.FinishReason == ChatFinishReason.ContentFilter;
        var reported = attempt.Reported(response.Usage);
        attempt.Complete(reported, reported is null ? CountOutput(response, attempt.State.Counter) : 0, isFiltered ? ModelFailure.Filtered : null);
        if (isFiltered && attempt.HasMore)
            throw RouteFailures.Filtered(attempt.State);
        Learn(attempt, reported);
        attempt.Dispose();
        return response;
    }

    public override ChatResponse Explain(ChatResponse answer, RouteTrace trace)
    {
        (answer.AdditionalProperties ??= [])[RouteTrace.Key] = trace;
        return answer;
    }

    private static long CountOutput(ChatResponse response, ITokenCounter counter)
    {
        long tokens = 0;
        foreach (var message in response.Messages)
            tokens += RequestTexts.Count(message, counter);
        return tokens;
    }
}
