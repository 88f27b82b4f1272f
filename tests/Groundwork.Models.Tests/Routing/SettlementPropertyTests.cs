using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class SettlementPropertyTests
{
    private enum Fate
    {
        Answers,
        NoUsage,
        Transient,
        Refused,
        Filtered,
        BreaksInside,
        Throws,
        Unsupported,
        Empty,
    }

    [Fact]
    public void Every_reservation_is_settled_once_on_every_path() => Prop.ForAll(
        Gen.Zip(Gen.Zip(Gen.ListOf(Gen.Elements(Enum.GetValues<Fate>()), 6), Gen.Choose(0, 5)), Gen.Elements(true, false)).ToArbitrary(), one =>
        {
            var ((fates, leaveAfter), isStreamed) = one;
            new Run([.. fates]).CheckAsync(isStreamed, leaveAfter).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();

    private sealed class Run(IReadOnlyList<Fate> fates) : RoutingTest
    {
        private int _next;
        private int _neverSent;

        public async Task CheckAsync(bool isStreamed, int leaveAfter)
        {
            foreach (var chat in Chats.Values)
            {
                chat.Answer = (_, _) => AnswerAsync(Next());
                chat.Stream = (_, _) => StreamAsync(Next());
            }

            using var gateway = Gateway(Route("a", "b", "c"));
            for (var i = 0; i < 3; i++)
                await OneAsync(gateway, isStreamed, leaveAfter);
            EverythingShouldBeSettledOnce(_neverSent);
            Meter.All.ShouldAllBe(static one => one.Settlement == null || (one.Settlement.Usage.Input <= one.Attempt.Most.Input && one.Settlement.Usage.Output <= one.Attempt.Most.Output));
            Chats.Values.Sum(static chat => chat.Asked).ShouldBe(Meter.All.Count);
        }

        private static async Task OneAsync(ModelGateway gateway, bool isStreamed, int leaveAfter)
        {
            try
            {
                if (!isStreamed)
                {
                    TraceOf(await AskAsync(gateway)).Route.ShouldBe("main");
                    return;
                }

                var read = 0;
                await foreach (var _ in Stream(gateway))
                    if (++read > leaveAfter)
                        throw new TimeZoneNotFoundException("the reader fails");
            }
            catch (Exception expected) when (expected is ModelException or InvalidOperationException or TimeZoneNotFoundException)
            {
                // How it ends is the business of other tests.
            }
        }

        private Fate Next()
        {
            var fate = fates[_next++ % fates.Count];
            if (fate == Fate.Unsupported)
                _neverSent++;
            return fate;
        }

        private static Task<ChatResponse> AnswerAsync(Fate fate) => fate switch
        {
            Fate.Transient => throw FakeChat.Fault(),
            Fate.Refused => throw FakeChat.Fault(ModelFailure.Refused, isTransient: false),
            Fate.BreaksInside => throw FakeChat.Fault(ModelFailure.BrokenStream),
            Fate.Throws => throw new InvalidOperationException("unforeseen"),
            Fate.Unsupported => throw new NotSupportedException("no such tool"),
            Fate.NoUsage => Task.FromResult(FakeChat.Says("yes", input: null)),
            Fate.Filtered => Task.FromResult(Filtered()),
            _ => Task.FromResult(FakeChat.Says("yes")),
        };

        private static IAsyncEnumerable<ChatResponseUpdate> StreamAsync(Fate fate) => fate switch
        {
            Fate.Transient => FakeChat.BreaksAfter(FakeChat.Fault()),
            Fate.Refused => FakeChat.BreaksAfter(FakeChat.Fault(ModelFailure.Refused, isTransient: false)),
            Fate.BreaksInside => FakeChat.BreaksAfter(FakeChat.Fault(), "one", "two"),
            Fate.Throws => FakeChat.BreaksAfter(new InvalidOperationException("unforeseen"), "one"),
            Fate.Unsupported => throw new NotSupportedException("no such tool"),
            Fate.Filtered => Filtered().ToChatResponseUpdates().ToAsyncEnumerable(),
            Fate.Empty => AsyncEnumerable.Empty<ChatResponseUpdate>(),
            Fate.NoUsage => FakeChat.Says("yes", input: null).ToChatResponseUpdates().ToAsyncEnumerable(),
            _ => FakeChat.Pieces("one", "two", "three"),
        };

        private static ChatResponse Filtered()
        {
            var filtered = FakeChat.Says("");
            filtered.FinishReason = ChatFinishReason.ContentFilter;
            return filtered;
        }
    }
}
