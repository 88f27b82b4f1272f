using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>Every named misbehaviour on every wire: the right content or the right failure, and never a hang past the deadline.</summary>
public sealed class MisbehaviourTests : ModelTest
{
    public static TheoryData<string, ModelWire, bool> Cases()
    {
        var cases = new TheoryData<string, ModelWire, bool>();
        foreach (var how in Misbehaviour.All)
        {
            foreach (var wire in how.Wires)
            {
                if (how.IsForStreams)
                    cases.Add(how.Name, wire, true);
                if (how.IsForPlain)
                    cases.Add(how.Name, wire, false);
            }
        }

        return cases;
    }

    [Fact]
    public void There_are_at_least_forty_and_each_has_a_name_of_its_own()
    {
        Misbehaviour.All.Count.ShouldBeGreaterThanOrEqualTo(40);
        Misbehaviour.All.Select(static how => how.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(Misbehaviour.All.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_misbehaving_server_is_survived(string name, ModelWire wire, bool isStream)
    {
        var how = Misbehaviour.All.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        Server.Enqueue(ModelScript.Misbehaves(how));
        var chat = Chat(new ModelEndpoint(Server.AddressFor(how), "scripted", Key) { MaxReplyBytes = how.Name is "huge-event" ? 32 << 20 : 1 << 20 }, Enum.Parse<ModelProvider>(wire.ToString()));

        var asking = isStream ? CollectAsync(StreamAsync(chat)) : PlainAsync(chat);
        if (how.NeedsTime)
            await PassTimeAsync(asking, how.Failure is null);
        var (updates, end) = await asking;

        if (how.Failure is null)
        {
            end.ShouldBeNull();
            Text(updates).ShouldBe(how.Text);
            return;
        }

        var failure = end.ShouldBeOfType<ModelException>();
        failure.Kind.ToString().ShouldBeOneOf(how.Failure, how.OrFailure ?? how.Failure);
        ShouldBeDiscreet(failure);
    }

    private static Task<(List<ChatResponseUpdate> Updates, Exception? End)> PlainAsync(IChatClient chat)
    {
        return CollectAsync(Updates());

        async IAsyncEnumerable<ChatResponseUpdate> Updates()
        {
            foreach (var update in (await AskAsync(chat)).ToChatResponseUpdates())
                yield return update;
        }
    }

    // Whichever deadline the client waits for, it is the only timer there is.
    private async Task PassTimeAsync(Task asking, bool isAnswered)
    {
        await Server.RequestsArrivedAsync(1);
        if (isAnswered)
            await Clock.TimerDueAsync(TimeSpan.FromSeconds(5));
        while (!asking.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
